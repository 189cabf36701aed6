/** The outbox on disk: what is said goes in with its photo bytes, in one transaction, or not at all. */
import { rebased, type Fate, type OpResult } from '../core/answers'
import type { Addressed, Command, QueuedOp } from '../core/commands'
import { receiptOf } from '../core/receipts'
import { isRecording, type DraftPart, type Instant, type Uuid } from '../core/types'
import {
  nextMark,
  readMeta,
  strictly,
  writeMeta,
  type Connection,
  type Shelf,
  type Writing,
} from './database'
import { dropDraft } from './drafts'

const WRITTEN: Shelf[] = ['ops', 'acked', 'photos', 'bytes', 'receipts', 'meta']
const ENTERED: Shelf[] = [...WRITTEN, 'drafts']

/** What a person did, with the photos that go with it. */
export interface Entry extends Addressed {
  opId: Uuid
  capturedAt: Instant
  observationId?: Uuid
  /** Not before this moment, in milliseconds. */
  notBefore?: number
  bytes: readonly DraftPart[]
}

/** The last op of this lane the museum has not acknowledged. */
async function lastInLane(tx: Writing, lane: string): Promise<Uuid | undefined> {
  const lane_ops = await tx.objectStore('ops').index('lane').getAll(lane)
  return lane_ops.sort((a, b) => b.seq - a.seq)[0]?.opId
}

/**
 * A person edits what they see, their own last word included. When the answer to that arrives between their
 * look and their press, the edit stands on the revision of the answer.
 */
async function onTopOfOwn(tx: Writing, { command, lane }: Addressed): Promise<Command> {
  if (!('base' in command.input)) return command
  const acked = await tx.objectStore('acked').getAll()
  const own = acked.filter((op) => op.unseen && op.entity === lane && op.kept === undefined)
  const base = Math.max(command.input.base, ...own.map((op) => op.rev))
  return { name: command.name, input: { ...command.input, base } } as Command
}

/** Gives the op its place in line and writes it down. */
export async function addOp(
  tx: Writing,
  entry: Addressed & { opId: Uuid; capturedAt: Instant; notBefore?: number },
): Promise<QueuedOp> {
  const seq = ((await readMeta(tx, 'seq')) ?? 0) + 1
  const prevOp = await lastInLane(tx, entry.lane)
  const { opId, capturedAt, lane, subject, photos } = entry
  const command = await onTopOfOwn(tx, entry)
  const op: QueuedOp = {
    ...{ opId, seq, capturedAt, command, lane, subject, photos },
    ...(prevOp === undefined ? {} : { prevOp }),
    state: 'queued',
    sent: 0,
    failures: 0,
    notBefore: entry.notBefore ?? 0,
  }
  await writeMeta(tx, 'seq', seq)
  await tx.objectStore('ops').add(op)
  return op
}

/**
 * Writes what a person did in one press, with its photos; resolves when the disk has all of it. The draft it was
 * made of goes in the same moment: there is never both, and never neither.
 */
export function enqueue(connection: Connection, entries: readonly Entry[], draft?: string): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, ENTERED, async (tx) => {
      for (const entry of entries) await enter(tx, entry)
      if (draft !== undefined) await dropDraft(tx, draft)
    }),
  )
}

async function enter(tx: Writing, entry: Entry): Promise<void> {
  // A retry on a fresh connection must not write the same entry twice, even when it has been sent since.
  for (const shelf of ['ops', 'acked'] as const)
    if ((await tx.objectStore(shelf).getKey(entry.opId)) !== undefined) return
  await addOp(tx, entry)
  for (const part of entry.bytes) {
    const { id, bytes, mime, sha256, size } = part
    // The draft has brought them here already; a second copy may find no room.
    if ((await tx.objectStore('bytes').getKey(id)) === undefined)
      await tx.objectStore('bytes').put({ id, bytes, mime })
    await tx.objectStore('photos').put({
      ...{ id, sha256, size, mime },
      ...(isRecording(part)
        ? { width: 0, height: 0, durationMs: part.durationMs }
        : { width: part.width, height: part.height }),
      observationId: entry.observationId ?? '',
      upload: 'waiting',
      tries: 0,
      notBefore: 0,
    })
  }
}

/**
 * Before a push: from now on these ops are never changed, so that a repeat carries the same payload. Gives those that
 * may go: since the line was read somebody may have taken one back, or held on to it.
 */
export function markSent(
  connection: Connection,
  opIds: readonly Uuid[],
  now = Infinity,
): Promise<readonly QueuedOp[]> {
  return connection.withDb((db) =>
    strictly(db, ['ops'], async (tx) => {
      const going: QueuedOp[] = []
      const held = new Set<string>()
      for (const opId of opIds) {
        const op = await tx.objectStore('ops').get(opId)
        if (op === undefined) continue
        if (op.notBefore > now) held.add(op.lane)
        if (held.has(op.lane)) continue
        await tx.objectStore('ops').put({ ...op, sent: op.sent + 1 })
        going.push(op)
      }
      return going
    }),
  )
}

/** What the whole answer said, beside the fates of the ops. */
export interface Word {
  at: Instant
  feedEpoch: Uuid
  durableThrough: number
}

/** Writes down an answer: acknowledged ops move over, the others learn what they were told. */
export function takeAnswers(
  connection: Connection,
  answers: readonly { result: OpResult; fate: (op: QueuedOp) => Fate }[],
  word: Word,
): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, WRITTEN, async (tx) => {
      const acknowledged = new Set<Uuid>()
      for (const { result, fate } of answers) {
        const op = await tx.objectStore('ops').get(result.opId)
        // Another tab has written this answer down already.
        if (op === undefined) continue
        const outcome = fate(op)
        if (outcome.kind === 'waits') {
          await tx.objectStore('ops').put(outcome.op)
          continue
        }
        acknowledged.add(op.opId)
        const mark = await nextMark(tx)
        await tx.objectStore('acked').put({ ...outcome.op, mark })
        await tx.objectStore('ops').delete(op.opId)
        await withdrawPhotos(tx, op.command)
        await keepReceipt(tx, op.opId, 'receipt' in result ? result.receipt : undefined)
        for (const other of await tx.objectStore('ops').index('lane').getAll(op.lane))
          await tx.objectStore('ops').put(rebased(other, result))
      }
      if (acknowledged.size > 0) await writeMeta(tx, 'lastSafeAt', word.at)
      await keepUntilDurable(tx, word, acknowledged)
    }),
  )
}

/** The museum takes no bytes for what it has let go of on somebody's word: they are not offered any more. */
async function withdrawPhotos(tx: Writing, { name, input }: Command): Promise<void> {
  if (name !== 'removeObservation' && name !== 'detachPhoto' && name !== 'detachRecording') return
  for (const photo of await tx.objectStore('photos').getAll()) {
    const gone = (name === 'removeObservation' ? photo.observationId : photo.id) === input.id
    if (gone && photo.upload === 'waiting')
      await tx.objectStore('photos').put({ ...photo, upload: 'withdrawn' })
  }
}

/** The museum's signed word stays, whatever becomes of the entry. */
export async function keepReceipt(tx: Writing, id: string, text: string | undefined): Promise<void> {
  const receipt = text === undefined ? undefined : receiptOf(id, text)
  if (receipt !== undefined) await tx.objectStore('receipts').put(receipt)
}

/**
 * Acknowledged ops are kept until a verified backup has them. When the museum comes back from a backup
 * (its feed has a new epoch), whatever that backup did not have is sent once more; ids make it harmless.
 */
async function keepUntilDurable(tx: Writing, word: Word, justNow: ReadonlySet<Uuid>): Promise<void> {
  const epoch = await readMeta(tx, 'feedEpoch')
  await writeMeta(tx, 'feedEpoch', word.feedEpoch)
  await writeMeta(tx, 'durableThrough', word.durableThrough)
  const restored = epoch !== undefined && epoch !== word.feedEpoch
  for (const acked of await tx.objectStore('acked').getAll()) {
    const durable = acked.seq <= word.durableThrough
    if (durable && !acked.unseen && acked.kept === undefined) await tx.objectStore('acked').delete(acked.opId)
    if (durable || !restored || justNow.has(acked.opId)) continue
    const { opId, seq, capturedAt, command, lane, subject, photos, prevOp } = acked
    await tx.objectStore('ops').put({
      ...{ opId, seq, capturedAt, command, lane, subject, photos },
      ...(prevOp === undefined ? {} : { prevOp }),
      ...{ state: 'queued', sent: 1, failures: 0, notBefore: 0 },
    })
    await tx.objectStore('acked').delete(opId)
  }
  if (!restored) return
  for (const photo of await tx.objectStore('photos').getAll()) {
    const { url: _url, receivedAt: _at, mark: _mark, ...rest } = photo
    // What this device has let go of it cannot send again.
    const here = (await tx.objectStore('bytes').getKey(photo.id)) !== undefined
    if (photo.upload === 'received' && here)
      await tx.objectStore('photos').put({ ...rest, upload: 'waiting', tries: 0 })
  }
}

/** After a push the museum answered without taking it: every op in it is a suspect. */
export function markFailed(
  connection: Connection,
  opIds: readonly Uuid[],
  notBefore: (failures: number) => number,
): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, ['ops'], async (tx) => {
      for (const opId of opIds) {
        const op = await tx.objectStore('ops').get(opId)
        if (op === undefined) continue
        const failures = op.failures + 1
        await tx.objectStore('ops').put({ ...op, failures, notBefore: notBefore(failures) })
      }
    }),
  )
}
