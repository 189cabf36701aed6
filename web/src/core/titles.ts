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

const UNIT = /(\d) (?=(?:mm|cm|m|km|g|kg|°C|%|lx|lux|kN|°)(?![\p{L}\d]))/gu

/** A number and its unit stay on one line. */
export function unbroken(title: string): string {
  return title.replace(UNIT, '$1\u00A0')
}

/** Some people's first sentence is a paragraph; as a heading it would fill the screen. */
export function isLong(title: string): boolean {
  return title.length > 90
}
