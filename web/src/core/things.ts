/** The things of the programme. Rows mirror the graph without connections; ids are bare uuids. */

export type * from './became'

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
export type ReviewState = 'SUBMITTED' | 'SENT_BACK' | 'SENT_AGAIN' | 'APPROVED' | 'WITHDRAWN'
/** What became of a proposal to change an approved entry. */
export type AmendmentState = 'WAITING' | 'ACCEPTED' | 'DECLINED' | 'REPLACED' | 'WITHDRAWN'
export type Level = 'WITH_HELP' | 'ALONE' | 'TEACHES'
export type CommitmentState = 'PROMISED' | 'UNDER_WAY' | 'DONE' | 'DROPPED'
export type PhotoState = 'EXPECTED' | 'RECEIVED' | 'VERIFIED' | 'QUARANTINED'
export type RecordingState = 'EXPECTED' | 'VERIFIED' | 'QUARANTINED'
export type Role =
  'PARTICIPANT' | 'MENTOR' | 'COORDINATOR' | 'COMMITTEE' | 'SPONSOR' | 'REGISTRAR' | 'EVALUATOR'
export type PlacementState = 'AGREED' | 'UNDER_WAY' | 'FINISHED'
export type Verdict = 'APPROVED' | 'SENT_BACK'

export interface Network {
  id: Uuid
  name: string
}

export interface Museum {
  id: Uuid
  name: string
  town?: string
  country?: string
  isil?: string
  ror?: string
  wikidata?: string
  timeZone?: string
  zones: string[]
  networkId?: Uuid
}

export interface Membership {
  id: Uuid
  personId: Uuid
  museumId: Uuid
  role: Role
  since?: PlainDate
  until?: PlainDate
}

export interface Person {
  id: Uuid
  name: string
  locale?: string
  memberships: Membership[]
}

export interface Objective {
  id: Uuid
  programmeId: Uuid
  position: number
  sentence: string
}

export interface Programme {
  id: Uuid
  name: string
  networkId?: Uuid
  startsOn?: PlainDate
  endsOn?: PlainDate
  objectives: Objective[]
}

export interface Placement {
  id: Uuid
  title: string
  state: PlacementState
  startsOn: PlainDate
  endsOn: PlainDate
  participantId: Uuid
  mentorId: Uuid
  homeManagerId?: Uuid
  homeId: Uuid
  hostId: Uuid
  programmeId?: Uuid
  /** Missing until the participant has chosen it, once, at the start. */
  defaultAudience?: Audience
  rev: number
}

export interface PlanItem {
  id: Uuid
  dayId: Uuid
  startsAt: string
  endsAt?: string
  title: string
  zone?: string
  objectNumber?: string
}

export interface Prompt {
  id: Uuid
  dayId: Uuid
  objectiveId?: Uuid
  position: number
  question: string
}

export interface ShadowingDay {
  id: Uuid
  placementId: Uuid
  onDate: PlainDate
  purpose?: string
  place?: string
  plan: PlanItem[]
  prompts: Prompt[]
}

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
}

/** What a museum's rule for photos guards, and what it does to one. */
export type RuleKind =
  'NO_LOANS' | 'NO_STORE_LOCATIONS' | 'PEOPLE_IN_FRAME' | 'CULTURALLY_SENSITIVE' | 'FRAGILE'
export type Effect = 'BLOCK' | 'HOST_ONLY' | 'WARN'

export interface PhotoRule {
  id: Uuid
  museumId: Uuid
  kind: RuleKind
  effect: Effect
  sentence: string
  objects: readonly string[]
  zones: readonly string[]
  /** None: it is for everybody. */
  placements: readonly Uuid[]
  expiresDays?: number
  validFrom: Instant
  validUntil?: Instant
  rev: number
}

/** How much harm is near when nobody takes care. */
export type Severity = 'LOW' | 'MODERATE' | 'HIGH' | 'CRITICAL'

export interface Handling {
  id: Uuid
  observationId: Uuid
  severity: Severity
  vulnerable: string
  condition: string
  care: string
  avoid: string
  needs: string
  reviewOn?: PlainDate
  handedOverAt?: Instant
  handedOverById?: Uuid
  reference?: string
  rev: number
}

/** A notice of Local Contexts, or a label in the words its community gave it. */
export type NoticeKind =
  | 'TRADITIONAL_KNOWLEDGE'
  | 'BIOCULTURAL'
  | 'ATTRIBUTION_INCOMPLETE'
  | 'OPEN_TO_COLLABORATE'
  | 'TK_LABEL'
  | 'BC_LABEL'

export interface Notice {
  id: Uuid
  observationId: Uuid
  photoId?: Uuid
  byId: Uuid
  kind: NoticeKind
  label?: string
  community?: string
  words?: string
  language?: string
  project?: string
  placedAt: Instant
  rev: number
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
