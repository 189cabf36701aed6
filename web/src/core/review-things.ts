/** The things of review: what others say to an entry, what is proposed, decided and endorsed, and the look back. */
import type { Audience, EntryState, Instant, ObservationKind, Uuid } from './things'

export type ReviewState = 'SUBMITTED' | 'SENT_BACK' | 'SENT_AGAIN' | 'APPROVED' | 'WITHDRAWN'
/** What became of a proposal to change an approved entry. */
export type AmendmentState = 'WAITING' | 'ACCEPTED' | 'DECLINED' | 'REPLACED' | 'WITHDRAWN'
export type Level = 'WITH_HELP' | 'ALONE' | 'TEACHES'
export type Verdict = 'APPROVED' | 'SENT_BACK'

export interface Comment {
  id: Uuid
  observationId: Uuid
  authorId: Uuid
  /** The mark on a photo that it is about. */
  markId?: Uuid
  body: string
  writtenAt: Instant
  receivedAt?: Instant
  rev?: number
  entry: EntryState
}

export interface Decision {
  id: Uuid
  observationId: Uuid
  byId: Uuid
  verdict: Verdict
  reason?: string
  decidedAt: Instant
  entry: EntryState
}

/** How an approved entry would stand if its mentor agreed. */
export interface Amendment {
  id: Uuid
  observationId: Uuid
  authorId: Uuid
  kind: ObservationKind
  note: string
  zone?: string
  objectNumber?: string
  procedure?: string
  /** Missing when it began as a change by somebody who did not know of the approval. */
  reason?: string
  state: AmendmentState
  /** What the mentor said to it. */
  answer?: string
  proposedAt: Instant
  rev: number
}

/** A mentor's word that an entry shows what its author can do. */
export interface Endorsement {
  id: Uuid
  observationId: Uuid
  byId: Uuid
  objectiveId: Uuid
  level: Level
  sentence?: string
  givenAt: Instant
  rev: number
}

/** What a participant thinks of a day when it is over; its id is the day's. */
export interface Debrief {
  id: Uuid
  authorId: Uuid
  happened: string
  soWhat: string
  changes: string
  /** What must not travel: it is told to nobody beyond the two. */
  stays: string
  drawnFrom: Uuid[]
  audience: Audience
  writtenAt: Instant
  rev: number
  entry: EntryState
}
