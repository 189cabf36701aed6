/** What the screens see: the things of the programme, the picture of them, and what is handed in. */
import type { Barrier, Commitment, Evidence, FollowUp } from './became'
import type { Handling, PhotoRule } from './house-things'
import type {
  Application,
  Museum,
  Person,
  Placement,
  Programme,
  Role,
  ShadowingDay,
} from './placement-things'
import type { Debrief } from './review-things'
import type {
  Audience,
  Consent,
  EntryState,
  Hallmark,
  Instant,
  Mark,
  Observation,
  ObservationKind,
  PlainDate,
  Uuid,
} from './things'

export type * from './became'
export type * from './house-things'
export type * from './placement-things'
export type * from './review-things'
export type * from './things'

export type SyncReason =
  'none' | 'offline' | 'server' | 'portal' | 'signed-out' | 'blocked' | 'revoked' | 'trying'

export interface SyncItem {
  /** The id to hand to `notebook.settle` and to open the entry with. */
  id: Uuid
  kind: 'observation' | 'commitment' | 'comment' | 'decision' | 'debrief' | 'other'
  title: string
  state: EntryState
}

/** This device had a notebook, and one day it was gone. */
export interface Cleared {
  at: Instant
  /** What had not been sent when it was last seen. */
  unsent: number
}

export interface SyncPicture {
  /** The worst state among all entries. */
  worst: Hallmark
  /** Ops not yet acknowledged. */
  waiting: number
  /** Photos whose bytes the museum does not yet have. */
  photosWaiting: number
  /** The same of recordings; missing when there are none. */
  voicesWaiting?: number
  reason: SyncReason
  /** Since when this reason holds. */
  since?: Instant
  lastSafeAt?: Instant
  nextTryAt?: Instant
  /** True while what was left behind here at a sign-out does not open. */
  closed?: true
  /** What this browser cleared by itself, or somebody through it: told until it has been read. */
  cleared?: Cleared
  /** Everything not safe yet, oldest first. */
  items: SyncItem[]
}

/** Something that was taken away here, and has not left yet. */
export interface TakenAway {
  opId: Uuid
  what: 'entry' | 'photo' | 'memo' | 'tags'
  count: number
  /** It leaves at this moment, in milliseconds. */
  until: number
}

export interface Picture {
  me: Person | null
  placements: Placement[]
  days: ShadowingDay[]
  /** Newest first. */
  observations: Observation[]
  commitments: Commitment[]
  debriefs: Debrief[]
  people: Person[]
  museums: Museum[]
  programmes: Programme[]
  /** Every rule for photos of every museum, those that are over too. */
  photoRules: PhotoRule[]
  /** One's own, whatever became of them. */
  applications: Application[]
  sync: SyncPicture
  /** Missing when there is nothing to take back. */
  takenAway?: TakenAway[]
  /** False until the rows on this device have been read once. */
  ready: boolean
  /** True once a first full page run of changes has arrived on this device. */
  filled: boolean
}

export interface SignedIn {
  person: { id: Uuid; name: string; locale: string }
  roles: Role[]
  feedEpoch: Uuid
  /** Closes what is left behind at sign-out, base64. Never written down as it is. */
  lock?: string
}

/** A photo ready to be kept: bytes as ArrayBuffer, because WebKit loses Blobs. */
export interface DraftPhoto {
  id: Uuid
  bytes: ArrayBuffer
  mime: string
  sha256: string
  size: number
  width: number
  height: number
  alt?: string
  decorative?: boolean
  /** What was pointed at before it is kept. */
  marks?: DraftMark[]
  /** Missing until it is said who is in it. */
  consent?: Consent
}

/** A mark before it is kept. */
export type DraftMark = Omit<Mark, 'observationId' | 'photoId' | 'authorId' | 'capturedAt'>

/** A voice recording ready to be kept. */
export interface DraftRecording {
  id: Uuid
  bytes: ArrayBuffer
  mime: string
  sha256: string
  size: number
  durationMs: number
  /** The pieces it was put together from: once it is on the disk whole, they go. */
  spoken?: Uuid
}

/** A recording under way, as far as it has come: another piece of it, after so many before. */
export interface Spoken {
  id: Uuid
  mime: string
  durationMs: number
  before: number
  bytes: ArrayBuffer
}

/** What is kept as bytes. */
export type DraftPart = DraftPhoto | DraftRecording

export const isRecording = (part: object): part is { durationMs: number } => 'durationMs' in part

export interface ObservationDraft {
  placementId: Uuid
  dayId?: Uuid
  promptId?: Uuid
  kind: ObservationKind
  note: string
  zone?: string
  objectNumber?: string
  procedure?: string
  audience: Audience
  tags: string[]
  photos: DraftPhoto[]
  recordings?: DraftRecording[]
  handling?: HandlingDraft
}

/** A handling note as it is written. */
export type HandlingDraft = Pick<
  Handling,
  'severity' | 'vulnerable' | 'condition' | 'care' | 'avoid' | 'needs'
> & { reviewOn?: PlainDate }

export interface CommitmentDraft {
  placementId: Uuid
  observationId?: Uuid
  dayId?: Uuid
  sentence: string
  dueOn: PlainDate
  audience: Audience
}

/** Only the given fields change; null clears zone, objectNumber or procedure. */
export interface ObservationEdit {
  kind?: ObservationKind
  note?: string
  zone?: string | null
  objectNumber?: string | null
  procedure?: string | null
}

export interface CommitmentEdit {
  sentence?: string
  dueOn?: PlainDate
}

/** Half-made work of one form: plain values, photos and recordings apart, and the place to come back to. */
export interface Draft {
  fields: Record<string, string | number | boolean | null | string[]>
  photos: DraftPhoto[]
  recordings?: DraftRecording[]
  /** Recordings whose pieces are wanted still: under way, or not yet on the disk whole. */
  speaking?: Uuid[]
  /** The address that shows this draft again after the page was killed. */
  route?: string
  savedAt?: Instant
}

export type EvidenceDraft = Omit<Evidence, 'id' | 'addedAt'>
export type BarrierDraft = Omit<Barrier, 'id' | 'saidAt'>
export type FollowUpDraft = Omit<FollowUp, 'id' | 'saidAt'>
