/** An entry, what hangs on it, and the words all things share. Rows mirror the graph without connections; ids are bare uuids. */
import type { Handling, Notice } from './house-things'
import type { Amendment, Comment, Decision, Endorsement, ReviewState } from './review-things'

export type Uuid = string
/** ISO 8601 in UTC, e.g. `2026-10-08T09:31:04.123Z`. */
export type Instant = string
/** A calendar day, e.g. `2026-10-08`. */
export type PlainDate = string

export type ObservationKind = 'ROUTINE' | 'QUESTION' | 'FRICTION' | 'IDEA' | 'HANDLING'
export type Audience = 'ONLY_ME' | 'MENTOR' | 'PLACEMENT' | 'MUSEUM' | 'PROGRAMME' | 'PUBLISHED'
/** What something said in confidence is about, and who it is for. */
export type Theme = 'GUIDANCE' | 'RESPECT' | 'SAFETY' | 'ORGANISATION' | 'FACILITIES'
export type Addressee = 'COORDINATOR' | 'PERSON' | 'THEME_BOX'
/** Why its custodians alone open an entry, beside its author. */
export type Restriction = 'SECURITY' | 'SACRED' | 'GENDER'
/** What the people in a photo said to its being shown. */
export type Consent = 'NONE_VISIBLE' | 'OBTAINED' | 'REFUSED' | 'UNKNOWN'
export type CommitmentState = 'PROMISED' | 'UNDER_WAY' | 'DONE' | 'DROPPED'
export type PhotoState = 'EXPECTED' | 'RECEIVED' | 'VERIFIED' | 'QUARANTINED'
export type RecordingState = 'EXPECTED' | 'VERIFIED' | 'QUARANTINED'

export interface Tag {
  id: Uuid
  word: string
}

export interface Photo {
  id: Uuid
  observationId: Uuid
  position: number
  sha256: string
  size: number
  mime: string
  width: number
  height: number
  alt?: string
  decorative: boolean
  /** Missing until somebody has said it. */
  consent?: Consent
  /** Its author and the host alone see it, by this rule of the museum, until then. */
  hostOnly?: boolean
  ruleId?: Uuid
  expiresAt?: Instant
  expiredAt?: Instant
  state: PhotoState
  receivedAt?: Instant
  /** The museum's signed word that it has the bytes. */
  receipt?: string
  /** Missing where it was fetched before revisions of photos were. */
  rev?: number
  /** True while this device holds the bytes. */
  local: boolean
}

export type MarkKind = 'LOOK' | 'QUESTION' | 'RISK' | 'IDEA'

/** A place in a photo, in steps of which it has 100,000 across and 100,000 down; a point has no size. */
export interface Region {
  x: number
  y: number
  width?: number
  height?: number
}

/** A place in a photo that its author points at. */
export interface Mark extends Region {
  id: Uuid
  observationId: Uuid
  photoId: Uuid
  authorId: Uuid
  /** The number shown beside it; on one photo none is given twice. */
  number: number
  kind: MarkKind
  words: string
  capturedAt: Instant
  /** Missing where it is one's own and unsent, or was fetched before revisions of marks were. */
  rev?: number
}

export interface Recording {
  id: Uuid
  observationId: Uuid
  position: number
  sha256: string
  size: number
  mime: string
  durationMs: number
  /** What is said, for who cannot hear it. */
  words?: string
  state: RecordingState
  receivedAt?: Instant
  /** The museum's signed word that it has the bytes. */
  receipt?: string
  rev?: number
  /** True while this device holds the bytes. */
  local: boolean
}

/** A text value that was once acknowledged; `kept` marks the other half of two versions. */
export interface TextVersion {
  id: Uuid
  observationId: Uuid
  field: string
  value: string
  authorId: Uuid
  writtenAt: Instant
  kept: boolean
}

export interface Observation {
  id: Uuid
  placementId: Uuid
  authorId: Uuid
  dayId?: Uuid
  promptId?: Uuid
  kind: ObservationKind
  note: string
  zone?: string
  objectNumber?: string
  procedure?: string
  audience: Audience
  /** Missing where it is not restricted. */
  restricted?: Restriction
  state: ReviewState
  capturedAt: Instant
  capturedZone: string
  receivedAt?: Instant
  changedAt?: Instant
  rev: number
  /** The `rev` of the words that are shown: own work may have a higher one before they come. */
  readRev?: number
  tags: Tag[]
  photos: Photo[]
  /** The places in its photos that are pointed at, by their numbers. */
  marks: Mark[]
  recordings: Recording[]
  /** Missing where nothing was said about handling. */
  handling?: Handling
  /** Missing where there are none. */
  notices?: Notice[]
  comments: Comment[]
  decisions: Decision[]
  amendments: Amendment[]
  endorsements: Endorsement[]
  versions: TextVersion[]
  entry: EntryState
}

/** Where an entry stands, from the phone to the museum; the screens draw the mark and the words. */
export type Hallmark = 'local' | 'sending' | 'safe' | 'needs' | 'conflict' | 'quarantine'

export interface EntryState {
  hallmark: Hallmark
  photosSafe: number
  photosTotal: number
  /** Where there are recordings: how many the museum has, of how many. */
  voices?: { safe: number; total: number }
  /** When the museum answered that it has the entry. */
  at?: Instant
  /** The museum's own sentence, when it has asked or refused something. */
  sentence?: string
  /** e.g. STATUS_MOVED, INVALID, SENT_BACK, PHOTO_UNREADABLE. */
  code?: string
  /** The field the sentence is about. */
  field?: string
  /** What the museum signed for: the entry's own newest first, then its photos'. */
  receipts?: string[]
  /** Both values of a text that was changed twice. */
  kept?: FieldConflict[]
}

export interface FieldConflict {
  field: string
  mine: string
  theirs: string
}
