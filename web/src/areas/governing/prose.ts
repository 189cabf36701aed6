/** A text in Markdown, part by part. */
export type Part = { kind: 'heading' | 'paragraph'; words: string } | { kind: 'list'; items: string[] }

const HEADING = /^#{1,6} +/
const ITEM = /^[-*] +/

export function parts(text: string): Part[] {
  return text
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(partOf)
}

function partOf(block: string): Part {
  if (HEADING.test(block)) return { kind: 'heading', words: block.replace(HEADING, '') }
  const lines = block.split('\n')
  if (lines.every((line) => ITEM.test(line))) {
    return { kind: 'list', items: lines.map((line) => line.replace(ITEM, '')) }
  }
  return { kind: 'paragraph', words: block.replace(/\s*\n\s*/g, ' ') }
}

const wordsOf = (text: string): string[] =>
  parts(text).map((part) => (part.kind === 'list' ? part.items.join('\n') : part.words))

/** What stands in one of two texts alone, by paragraphs, to be compared word by word. */
export function apart(before: string, after: string): { before: string; after: string } {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  return {
    before: old.filter((each) => !now.includes(each)).join('\n\n'),
    after: now.filter((each) => !old.includes(each)).join('\n\n'),
  }
}

export const POLICIES = ['conflicts', 'photography', 'equity', 'compensation'] as const
/** The parts of a charter: its text and its policies. */
export const PARTS = ['text', ...POLICIES] as const
type Wording = Readonly<Record<(typeof PARTS)[number], string>>

/** The parts that differ between two versions, each with what stands in one of them alone. */
export function differences(before: Wording, after: Wording) {
  return PARTS.filter((part) => before[part] !== after[part]).map((part) => ({
    part,
    words: apart(before[part], after[part]),
  }))
}
