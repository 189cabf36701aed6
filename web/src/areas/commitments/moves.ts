/** Where a commitment may go from where it is: nothing is final, so that nobody fears to be honest. */
import type { CommitmentState } from '../../core/types'
import type { Word } from '../../words/words'

export interface Move {
  to: CommitmentState
  word: Word
  main: boolean
}

const MOVES: Record<CommitmentState, readonly Move[]> = {
  PROMISED: [
    { to: 'UNDER_WAY', word: 'commitment.start', main: true },
    { to: 'DROPPED', word: 'commitment.drop', main: false },
  ],
  UNDER_WAY: [
    { to: 'DONE', word: 'commitment.finish', main: true },
    { to: 'PROMISED', word: 'commitment.unstart', main: false },
    { to: 'DROPPED', word: 'commitment.drop', main: false },
  ],
  DONE: [{ to: 'UNDER_WAY', word: 'commitment.unfinish', main: false }],
  DROPPED: [{ to: 'PROMISED', word: 'commitment.reopen', main: true }],
}

export function movesFrom(state: CommitmentState): readonly Move[] {
  return MOVES[state]
}

/** The steps shown as a track; a dropped promise ends after the first. */
export function track(state: CommitmentState): { state: CommitmentState; at: 'past' | 'here' | 'ahead' }[] {
  const road: CommitmentState[] =
    state === 'DROPPED' ? ['PROMISED', 'DROPPED'] : ['PROMISED', 'UNDER_WAY', 'DONE']
  const here = road.indexOf(state)
  return road.map((each, index) => ({
    state: each,
    at: index < here ? 'past' : index === here ? 'here' : 'ahead',
  }))
}
