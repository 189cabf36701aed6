/** What becomes of a commitment: who agreed, what shows it, what stood in its way, how far it came. */
import type { Audience, CommitmentState, EntryState, Instant, PlainDate, Uuid } from './things'

export type AgreementAnswer = 'ASKED' | 'AGREED' | 'TO_CHANGE' | 'TAKEN_BACK'
export type EvidenceKind = 'NOTE' | 'PHOTO' | 'LINK' | 'ARTEFACT'
export type BarrierCode =
  'TIME' | 'MONEY' | 'AUTHORITY' | 'STAFF' | 'SPACE' | 'POLICY' | 'TECHNOLOGY' | 'OTHER'
export type HowFar = 'FULLY' | 'PARTLY' | 'NOT'
export type Measured = 'ESTIMATED' | 'TIMED' | 'COUNTED'

/** The home manager was asked, and what they said. */
export interface Agreement {
  id: Uuid
  answer: AgreementAnswer
  reason?: string
  askedAt: Instant
  answeredAt?: Instant
}

export interface Evidence {
  id: Uuid
  kind: EvidenceKind
  words: string
  place?: string
  url?: string
  photoId?: Uuid
  addedAt: Instant
}

export interface Barrier {
  id: Uuid
  code: BarrierCode
  words?: string
  helped?: string
  saidAt: Instant
}

export interface FollowUp {
  id: Uuid
  days: number
  howFar: HowFar
  words?: string
  minutesAWeek?: number
  measured?: Measured
  saidAt: Instant
}

/** What becomes of a commitment; each list is missing while there is nothing in it. */
export interface Landing {
  agreements?: Agreement[]
  evidence?: Evidence[]
  barriers?: Barrier[]
  followUps?: FollowUp[]
}

export interface Commitment extends Landing {
  id: Uuid
  placementId: Uuid
  authorId: Uuid
  observationId?: Uuid
  /** The day whose debrief it grew from. */
  dayId?: Uuid
  sentence: string
  dueOn: PlainDate
  state: CommitmentState
  audience: Audience
  capturedAt: Instant
  receivedAt?: Instant
  changedAt?: Instant
  rev: number
  entry: EntryState
}
