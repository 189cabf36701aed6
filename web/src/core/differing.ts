/** Two wordings, word by word: what stays, what goes and what comes. */
import { diffWordsWithSpace } from 'diff'

export interface Piece {
  what: 'same' | 'out' | 'in'
  words: string
}

export function pieces(before: string, after: string): Piece[] {
  return diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    what: added ? 'in' : removed ? 'out' : 'same',
    words: value,
  }))
}
