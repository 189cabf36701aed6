/** What a person can do, as plain data: the queue stores these, never documents. They mirror OpInput. */
import type { Inputs } from './inputs'
import type { Instant, Uuid } from './types'

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
