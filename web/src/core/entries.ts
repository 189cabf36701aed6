/** The mark on every entry: where it is, and whether it needs somebody. */
import type { AckedOp, QueuedOp } from './commands'
import { POISON_AFTER } from './outbox'
import type { Receipt } from './receipts'
import type { EntryState, Hallmark, Instant, Observation, Uuid } from './types'
import type { LocalPhoto } from './world'

/** Ops by the entry whose mark they change. */
export interface Told {
  queued: ReadonlyMap<string, QueuedOp[]>
  acked: ReadonlyMap<string, AckedOp[]>
  /** Ops in a push that has not been answered yet. */
  underWay: ReadonlySet<Uuid>
  /** The newest receipt of each thing. */
  receipts: ReadonlyMap<string, Receipt>
}

/** Nothing of the entry is only here: the device that took its photos has yet to send them. */
export const PHOTOS_ELSEWHERE = 'PHOTOS_ELSEWHERE'

/** The worst first. */
const WORST: readonly Hallmark[] = ['quarantine', 'needs', 'conflict', 'local', 'sending', 'safe']

export function worst(marks: Iterable<Hallmark>): Hallmark {
  let found = WORST.length - 1
  for (const mark of marks) found = Math.min(found, WORST.indexOf(mark))
  return WORST[found]!
}

export function bySubject<T extends { subject: string }>(ops: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const op of ops) {
    const list = found.get(op.subject)
    if (list === undefined) found.set(op.subject, [op])
    else list.push(op)
  }
  return found
}

/** What the ops alone say; nothing when all of them are settled. */
function fromOps(subject: string, told: Told): Partial<EntryState> & { hallmark?: Hallmark } {
  const queued = told.queued.get(subject) ?? []
  const parked = queued.find((op) => op.state === 'rejected') ?? queued.find((op) => op.state === 'needs')
  if (parked !== undefined) {
    const { code, sentence, field } = parked
    return {
      hallmark: parked.state === 'rejected' ? 'quarantine' : 'needs',
      ...(code === undefined ? {} : { code }),
      ...(sentence === undefined || sentence === '' ? {} : { sentence }),
      ...(field === undefined ? {} : { field }),
    }
  }
  const kept = (told.acked.get(subject) ?? []).findLast((op) => op.kept !== undefined)?.kept
  if (kept !== undefined) return { hallmark: 'conflict', code: 'TWO_VERSIONS', kept }
  if (queued.length === 0) return {}
  if (queued.some((op) => told.underWay.has(op.opId))) return { hallmark: 'sending' }
  const stuck = queued.some((op) => op.failures >= POISON_AFTER)
  return { hallmark: 'local', ...(stuck ? { code: 'STUCK' } : {}) }
}

/** What the museum signed for, of these things. */
function signed(told: Told, ...things: string[]): { receipts?: string[] } {
  const receipts = things.flatMap((thing) => told.receipts.get(thing)?.text ?? [])
  return receipts.length === 0 ? {} : { receipts }
}

function ackedAt(subject: string, told: Told, otherwise: Instant | undefined): { at?: Instant } {
  const at = (told.acked.get(subject) ?? []).at(-1)?.ackedAt ?? otherwise
  return at === undefined ? {} : { at }
}

/** The state of an entry without photos: a commitment, a comment, a decision. */
export function plainState(subject: string, told: Told, receivedAt: Instant | undefined): EntryState {
  const said = fromOps(subject, told)
  const at = { ...ackedAt(subject, told, receivedAt), ...signed(told, subject) }
  return { photosSafe: 0, photosTotal: 0, hallmark: 'safe', ...at, ...said }
}

/** The state of an observation: its ops, then the review, then its photos and recordings one by one. */
export function observationState(
  observation: Observation,
  told: Told,
  uploads: ReadonlyMap<Uuid, LocalPhoto>,
  me: Uuid,
): EntryState {
  const { photos, recordings } = observation
  const parts = [...photos, ...recordings]
  const arrived = (each: { state: string }): boolean => each.state !== 'EXPECTED'
  const subject = `Observation:${observation.id}`
  const counted = {
    photosSafe: photos.filter(arrived).length,
    photosTotal: photos.length,
    ...(recordings.length === 0
      ? {}
      : { voices: { safe: recordings.filter(arrived).length, total: recordings.length } }),
    ...ackedAt(subject, told, observation.changedAt ?? observation.receivedAt),
    ...signed(
      told,
      subject,
      ...photos.map((photo) => `Photo:${photo.id}`),
      ...recordings.map((one) => `Recording:${one.id}`),
    ),
  }
  const said = fromOps(subject, told)
  const { hallmark } = said
  if (hallmark !== undefined && hallmark !== 'local' && hallmark !== 'sending')
    return { ...counted, ...said, hallmark }
  if (observation.authorId === me) {
    const reason = observation.decisions.at(-1)?.reason
    const why = reason === undefined ? {} : { sentence: reason }
    if (observation.state === 'SENT_BACK') return { ...counted, hallmark: 'needs', code: 'SENT_BACK', ...why }
    if (photos.some((photo) => photo.state === 'QUARANTINED'))
      return { ...counted, hallmark: 'needs', code: 'PHOTO_UNREADABLE' }
    if (recordings.some((recording) => recording.state === 'QUARANTINED'))
      return { ...counted, hallmark: 'needs', code: 'RECORDING_UNREADABLE' }
    const refused = parts.map((part) => uploads.get(part.id)).find((each) => each?.upload === 'refused')
    if (refused !== undefined) {
      const sentence = refused.sentence === undefined ? {} : { sentence: refused.sentence }
      return { ...counted, hallmark: 'needs', code: 'PHOTO_REFUSED', ...sentence }
    }
  }
  if (hallmark !== undefined) return { ...counted, ...said, hallmark }
  if (parts.every(arrived)) return { ...counted, hallmark: 'safe' }
  const here = parts.some((part) => part.state === 'EXPECTED' && part.local)
  return { ...counted, hallmark: 'sending', ...(here ? {} : { code: PHOTOS_ELSEWHERE }) }
}
