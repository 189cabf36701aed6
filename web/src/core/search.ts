/** Finding again what one wrote: every word of the question, anywhere in an entry, however it is spelt. */
import type { Commitment, Observation, Uuid } from './types'

const MARKS = /\p{Mn}/gu
const LIGATURES: Record<string, string> = { ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd' }
const LIGATURE = /[ßæøœłđ]/g

/** Without capitals and accents, so that “Schrank 3” finds “SCHRÄNKE 3”. */
export function folded(text: string): string {
  const plain = text.normalize('NFKD').replace(MARKS, '').toLowerCase()
  return plain.replace(LIGATURE, (letter) => LIGATURES[letter] ?? letter)
}

/** What was folded: it lasts as long as a text does, and is at hand for every entry as it was last drawn. */
export interface Index {
  byId: Map<Uuid, { plain: string; folded: string }>
  drawn: WeakMap<Observation | Commitment, string>
}

export const emptyIndex = (): Index => ({ byId: new Map(), drawn: new WeakMap() })

function textOf(entry: Observation | Commitment, index: Index): string {
  const atHand = index.drawn.get(entry)
  if (atHand !== undefined) return atHand
  const plain = written(entry).join('\n')
  const known = index.byId.get(entry.id)
  const text = known?.plain === plain ? known.folded : folded(plain)
  index.byId.set(entry.id, { plain, folded: text })
  index.drawn.set(entry, text)
  return text
}

/** Folds ahead what will be searched, a little at a time: between two steps the screen can answer a finger. */
export function* indexed(
  entries: readonly (Observation | Commitment)[],
  index: Index,
  step = 20,
): Generator<void> {
  for (let first = 0; first < entries.length; first += step) {
    for (const entry of entries.slice(first, first + step)) textOf(entry, index)
    yield
  }
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
  index: Index = emptyIndex(),
): Entry[] {
  const words = folded(question).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return entries.filter((entry) => {
    const text = textOf(entry, index)
    return words.every((word) => text.includes(word))
  })
}
