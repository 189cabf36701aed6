/** What a person can do, as plain data: the queue stores these, never documents. They mirror OpInput. */
import type {
  Addressee,
  Audience,
  BarrierCode,
  CommitmentState,
  Consent,
  EvidenceKind,
  HowFar,
  Instant,
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

export type CommandName = keyof Inputs
export type Command = { [N in CommandName]: { name: N; input: Inputs[N] } }[CommandName]

/** A command with the entry it belongs to. `lane`: what it must keep its order in; `subject`: whose mark it changes. */
export interface Addressed {
  command: Command
  lane: string
  subject: string
  /** Photos and recordings whose bytes go after this op. */
  photos: Uuid[]
}

/**
 * Everything about one observation stays in one lane, so that a photo never overtakes its entry.
 * Some commands name only the photo, the mark or the recording, so the caller says which observation it hangs on.
 */
export function addressed(command: Command, photoOf?: Uuid): Addressed {
  const on = (type: string, id: Uuid, subject = `${type}:${id}`, photos: Uuid[] = []): Addressed => ({
    command,
    lane: `${type}:${id}`,
    subject,
    photos,
  })
  switch (command.name) {
    case 'captureObservation':
      return on(
        'Observation',
        command.input.id,
        undefined,
        [...command.input.photos, ...(command.input.recordings ?? [])].map(({ id }) => id),
      )
    case 'editObservation':
    case 'reclassifyObservation':
    case 'restrictObservation':
    case 'tagObservation':
    case 'sendAgain':
    case 'withdrawObservation':
    case 'removeObservation':
      return on('Observation', command.input.id)
    case 'attachPhoto':
      return on('Observation', command.input.observationId, undefined, [command.input.photo.id])
    case 'describePhoto':
    case 'sayConsent':
    case 'detachPhoto':
      return photoOf === undefined ? on('Photo', command.input.id) : on('Observation', photoOf)
    case 'markPhoto':
    case 'editMark':
    case 'removeMark':
      return photoOf === undefined ? on('Mark', command.input.id) : on('Observation', photoOf)
    case 'noteHandling':
    case 'handOver':
    case 'placeNotice':
      return on('Observation', command.input.observationId)
    case 'takeNoticeOff':
      return photoOf === undefined ? on('Notice', command.input.id) : on('Observation', photoOf)
    case 'attachRecording':
      return on('Observation', command.input.observationId, undefined, [command.input.recording.id])
    case 'writeWords':
    case 'detachRecording':
      return photoOf === undefined ? on('Recording', command.input.id) : on('Observation', photoOf)
    case 'makeCommitment':
    case 'editCommitment':
    case 'moveCommitment':
    case 'reclassifyCommitment':
      return on('Commitment', command.input.id)
    case 'askAgreement':
    case 'takeAgreementBack':
    case 'addEvidence':
    case 'takeEvidenceAway':
    case 'sayBarrier':
    case 'followUpCommitment':
      return on('Commitment', command.input.commitmentId)
    case 'writeComment':
      return on('Observation', command.input.observationId, `Comment:${command.input.id}`)
    case 'decideObservation':
      return on('Observation', command.input.observationId, `Decision:${command.input.id}`)
    case 'proposeAmendment':
      return on('Observation', command.input.observationId)
    case 'giveEndorsement':
      return on('Observation', command.input.observationId, `Endorsement:${command.input.id}`)
    case 'withdrawAmendment':
    case 'answerAmendment':
      return photoOf === undefined
        ? on('Amendment', command.input.id)
        : on('Observation', photoOf, `Amendment:${command.input.id}`)
    case 'withdrawEndorsement':
      return photoOf === undefined
        ? on('Endorsement', command.input.id)
        : on('Observation', photoOf, `Endorsement:${command.input.id}`)
    case 'writeDebrief':
      return on('Debrief', command.input.dayId)
    case 'confide':
      return on('Critique', command.input.id)
    case 'chooseAudience':
      return on('Placement', command.input.placementId)
  }
}

/** True for a command that makes its lane's entry: without it nothing else in the lane can stand. */
export function begins(command: Command): boolean {
  return command.name === 'captureObservation' || command.name === 'makeCommitment'
}

/** What the wire calls it: one key, named for the command. */
export function wire(command: Command): Record<string, unknown> {
  return { [command.name]: command.input }
}

/** A command waiting in the outbox. */
export interface QueuedOp extends Addressed {
  opId: Uuid
  seq: number
  prevOp?: Uuid
  capturedAt: Instant
  /** `queued` goes out; `needs` and `rejected` have been answered and wait for a person. */
  state: 'queued' | 'needs' | 'rejected'
  /** Times it was in a push; a sent op is never changed, so that its payload stays the same. */
  sent: number
  /** Times the museum answered and did not take it. */
  failures: number
  /** Not before this moment, in milliseconds. */
  notBefore: number
  code?: string
  sentence?: string
  field?: string
}

/** A command the museum has. It is kept, in case the museum must restore a backup. */
export interface AckedOp extends Addressed {
  opId: Uuid
  seq: number
  prevOp?: Uuid
  capturedAt: Instant
  ackedAt: Instant
  entity: string
  rev: number
  /** True until a pull that began afterwards has brought the row: until then it is shown from here. */
  unseen: boolean
  /** Both values of a text that met another edit; shown until somebody settles it. */
  kept?: { field: string; mine: string; theirs: string }[]
}
