/** Finding again what one wrote: every word of the question, anywhere in an entry, however it is spelt. */
import type { Commitment, Observation } from './types'

const MARKS = /\p{Mn}/gu
const LIGATURES: Record<string, string> = { ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd' }
const LIGATURE = /[ßæøœłđ]/g

/** Without capitals and accents, so that “Schrank 3” finds “SCHRÄNKE 3”. */
export function folded(text: string): string {
  const plain = text.normalize('NFKD').replace(MARKS, '').toLowerCase()
  return plain.replace(LIGATURE, (letter) => LIGATURES[letter] ?? letter)
}

/** Rows are replaced when they change, never altered: what was folded once stays right. */
const known = new WeakMap<Observation | Commitment, string>()

function textOf(entry: Observation | Commitment): string {
  let text = known.get(entry)
  if (text === undefined) known.set(entry, (text = folded(written(entry).join('\n'))))
  return text
}

function written(entry: Observation | Commitment): string[] {
  if ('sentence' in entry) return [entry.sentence]
  return [
    ...[entry.note, entry.zone, entry.objectNumber, entry.procedure].filter((each) => each !== undefined),
    ...entry.tags.map((tag) => tag.word),
    ...entry.photos.map((photo) => photo.alt ?? ''),
    ...entry.recordings.map((recording) => recording.words ?? ''),
    ...entry.comments.map((comment) => comment.body),
  ]
}

/** The entries that have every word of a question; an empty question finds nothing. */
export function found<Entry extends Observation | Commitment>(
  entries: readonly Entry[],
  question: string,
): Entry[] {
  const words = folded(question).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return entries.filter((entry) => {
    const text = textOf(entry)
    return words.every((word) => text.includes(word))
  })
}
