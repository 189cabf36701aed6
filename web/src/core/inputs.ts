/** What each command says, as the museum takes it. They mirror the inputs of OpInput. */
import type {
  Addressee,
  Audience,
  BarrierCode,
  CommitmentState,
  Consent,
  EvidenceKind,
  HowFar,
  Level,
  MarkKind,
  Measured,
  HandlingDraft,
  Notice,
  ObservationKind,
  PlainDate,
  Region,
  Restriction,
  ReviewState,
  Tag,
  Theme,
  Uuid,
  Verdict,
} from './types'

export interface PhotoInput {
  id: Uuid
  sha256: string
  size: number
  mime: string
  width: number
  height: number
  alt?: string
  decorative: boolean
  position: number
  consent?: Consent
}

export interface RecordingInput {
  id: Uuid
  sha256: string
  size: number
  mime: string
  durationMs: number
  position: number
}

export type HandlingInput = HandlingDraft & { id: Uuid }
export type NoticeInput = Omit<Notice, 'byId' | 'placedAt' | 'rev'>

export interface Inputs {
  captureObservation: {
    id: Uuid
    placementId: Uuid
    dayId?: Uuid
    promptId?: Uuid
    kind: ObservationKind
    note: string
    zone?: string
    objectNumber?: string
    procedure?: string
    audience: Audience
    capturedZone: string
    tags: Tag[]
    photos: PhotoInput[]
    recordings?: RecordingInput[]
    handling?: HandlingInput
    /** The museum's rules for photos that this device knew. */
    rules?: Uuid[]
  }
  editObservation: {
    id: Uuid
    base: number
    kind?: ObservationKind
    note?: string
    zone?: string | null
    objectNumber?: string | null
    procedure?: string | null
  }
  reclassifyObservation: { id: Uuid; from: Audience; to: Audience }
  restrictObservation: { id: Uuid; why: Restriction; custodians: Uuid[] }
  tagObservation: { id: Uuid; add: Tag[]; remove: Uuid[] }
  attachPhoto: { observationId: Uuid; photo: PhotoInput; rules?: Uuid[] }
  describePhoto: { id: Uuid; alt: string | null; decorative: boolean }
  sayConsent: { id: Uuid; consent: Consent }
  detachPhoto: { id: Uuid }
  markPhoto: { id: Uuid; photoId: Uuid; number: number; kind: MarkKind; region: Region; words: string }
  editMark: { id: Uuid; base: number; kind?: MarkKind; region?: Region; words?: string }
  removeMark: { id: Uuid }
  noteHandling: { observationId: Uuid; handling: HandlingInput }
  handOver: { observationId: Uuid; reference?: string }
  placeNotice: NoticeInput
  takeNoticeOff: { id: Uuid }
  attachRecording: { observationId: Uuid; recording: RecordingInput }
  writeWords: { id: Uuid; words: string | null }
  detachRecording: { id: Uuid }
  sendAgain: { id: Uuid; from: ReviewState }
  withdrawObservation: { id: Uuid; from: ReviewState }
  proposeAmendment: {
    id: Uuid
    observationId: Uuid
    kind: ObservationKind
    note: string
    zone?: string
    objectNumber?: string
    procedure?: string
    reason: string
  }
  /** The entry is named by whoever says it: it decides about the order. */
  withdrawAmendment: { id: Uuid }
  answerAmendment: { id: Uuid; answer: 'ACCEPTED' | 'DECLINED'; reason?: string }
  giveEndorsement: { id: Uuid; observationId: Uuid; objectiveId: Uuid; level: Level; sentence?: string }
  withdrawEndorsement: { id: Uuid }
  writeDebrief: {
    dayId: Uuid
    base: number
    happened: string
    soWhat: string
    changes: string
    stays: string
    audience: Audience
    drawnFrom: Uuid[]
  }
  removeObservation: { id: Uuid; base: number }
  makeCommitment: {
    id: Uuid
    placementId: Uuid
    observationId?: Uuid
    dayId?: Uuid
    sentence: string
    dueOn: PlainDate
    audience: Audience
    capturedZone: string
  }
  editCommitment: { id: Uuid; base: number; sentence?: string; dueOn?: PlainDate }
  moveCommitment: { id: Uuid; from: CommitmentState; to: CommitmentState }
  reclassifyCommitment: { id: Uuid; from: Audience; to: Audience }
  askAgreement: { id: Uuid; commitmentId: Uuid }
  takeAgreementBack: { commitmentId: Uuid }
  addEvidence: {
    id: Uuid
    commitmentId: Uuid
    kind: EvidenceKind
    words: string
    place?: string
    url?: string
    photoId?: Uuid
  }
  takeEvidenceAway: { id: Uuid; commitmentId: Uuid }
  sayBarrier: { id: Uuid; commitmentId: Uuid; code: BarrierCode; words?: string; helped?: string }
  followUpCommitment: {
    id: Uuid
    commitmentId: Uuid
    days: number
    howFar: HowFar
    words?: string
    minutesAWeek?: number
    measured?: Measured
  }
  writeComment: { id: Uuid; observationId: Uuid; body: string; markId?: Uuid }
  decideObservation: {
    id: Uuid
    observationId: Uuid
    from: ReviewState
    verdict: Verdict
    reason?: string
    read?: number
  }
  confide: {
    id: Uuid
    placementId: Uuid
    theme: Theme
    addressee: Addressee
    personId?: Uuid
    words: string
  }
  chooseAudience: { placementId: Uuid; audience: Audience }
}
