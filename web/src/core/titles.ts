/** The first sentence of what somebody wrote stands as its title. */
export function firstSentence(note: string): string {
  const line = note.trim().split('\n')[0] ?? ''
  const end = /[.!?…]["”’»]?(?=\s)/u.exec(line)
  const sentence = end === null ? line : line.slice(0, end.index + end[0].length)
  return sentence.replace(/\.$/, '')
}

/** What follows the title, so that nothing is said twice. */
export function afterFirst(note: string): string {
  const text = note.trim()
  const title = firstSentence(text)
  return text.slice(title.length).replace(/^\.?\s*/, '')
}
