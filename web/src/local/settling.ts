/** What a person decides about work that needs them or was set aside. Only here can an op leave unsent. */
import { canBeTakenBack } from '../core/taking-back'
import { begins, type Command, type QueuedOp } from '../core/commands'
import type { Uuid } from '../core/types'
import { readMeta, strictly, writeMeta, type Connection, type Shelf, type Writing } from './database'

const WRITTEN: Shelf[] = ['ops', 'acked', 'photos', 'bytes', 'meta']

async function laneFrom(tx: Writing, op: QueuedOp): Promise<QueuedOp[]> {
  const lane = await tx.objectStore('ops').index('lane').getAll(op.lane)
  return lane.filter((other) => other.seq >= op.seq).sort((a, b) => a.seq - b.seq)
}

async function parked(tx: Writing, subject: string): Promise<QueuedOp[]> {
  const ops = await tx.objectStore('ops').getAll()
  return ops.filter((op) => op.subject === subject && op.state !== 'queued').sort((a, b) => a.seq - b.seq)
}

/**
 * Sends it once more, as a new op: the museum answers an op it knows with the answer it gave.
 * What followed in the lane gets new names too, so that the order stays.
 */
export function retryParked(
  connection: Connection,
  subject: string,
  freshId: () => Uuid,
  renewed: (command: Command) => Command,
): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, WRITTEN, async (tx) => {
      const [first] = await parked(tx, subject)
      if (first !== undefined) {
        let seq = (await readMeta(tx, 'seq')) ?? 0
        let prevOp = first.prevOp
        for (const op of await laneFrom(tx, first)) {
          const { code: _c, sentence: _s, field: _f, prevOp: _p, ...rest } = op
          const opId = freshId()
          seq += 1
          await tx.objectStore('ops').delete(op.opId)
          await tx.objectStore('ops').add({
            ...rest,
            ...{ opId, seq, state: 'queued', sent: 0, failures: 0, notBefore: 0 },
            ...(prevOp === undefined ? {} : { prevOp }),
            command: renewed(op.command),
          })
          prevOp = opId
        }
        await writeMeta(tx, 'seq', seq)
      }
      await againPhotos(tx, subject)
    }),
  )
}

async function againPhotos(tx: Writing, subject: string): Promise<void> {
  for (const photo of await tx.objectStore('photos').getAll()) {
    if (`Observation:${photo.observationId}` !== subject || photo.upload !== 'refused') continue
    const { url: _url, sentence: _sentence, ...rest } = photo
    await tx.objectStore('photos').put({ ...rest, upload: 'waiting', tries: 0, notBefore: 0 })
  }
}

/** Lets it go. Without the op that begins a lane nothing else in the lane can stand, so it goes with it. */
export function discardParked(connection: Connection, subject: string): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, WRITTEN, async (tx) => {
      for (const op of await parked(tx, subject)) {
        const followers = (await laneFrom(tx, op)).slice(1)
        const gone = begins(op.command) ? [op, ...followers] : [op]
        for (const each of gone) {
          await tx.objectStore('ops').delete(each.opId)
          for (const photo of each.photos) {
            await tx.objectStore('photos').delete(photo)
            await tx.objectStore('bytes').delete(photo)
          }
        }
        await closeUp(
          tx,
          op,
          followers.find((follower) => !gone.includes(follower)),
        )
      }
    }),
  )
}

/** What followed an op that is gone follows the one before it. */
async function closeUp(tx: Writing, gone: QueuedOp, next: QueuedOp | undefined): Promise<void> {
  if (next?.prevOp !== gone.opId) return
  const { prevOp: _prevOp, ...rest } = next
  const before = gone.prevOp === undefined ? {} : { prevOp: gone.prevOp }
  await tx.objectStore('ops').put({ ...rest, ...before })
}

/** Something that was taken away is there again; false when the museum may know of it already. */
export function takeBack(connection: Connection, opId: Uuid): Promise<boolean> {
  return connection.withDb((db) =>
    strictly(db, ['ops'], async (tx) => {
      const op = await tx.objectStore('ops').get(opId)
      if (op === undefined || !canBeTakenBack(op)) return false
      await closeUp(tx, op, (await laneFrom(tx, op))[1])
      await tx.objectStore('ops').delete(opId)
      return true
    }),
  )
}

/** Somebody is at it: it does not leave before `until`. */
export function holdOn(connection: Connection, opId: Uuid, until: number): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, ['ops'], async (tx) => {
      const op = await tx.objectStore('ops').get(opId)
      if (op === undefined || !canBeTakenBack(op)) return
      await tx.objectStore('ops').put({ ...op, notBefore: Math.max(op.notBefore, until) })
    }),
  )
}

/** Of two wordings of this field one was chosen. Nothing else ends a conflict: neither is dropped unread. */
export function settleWordings(connection: Connection, subject: string, field: string): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, ['acked'], async (tx) => {
      for (const acked of await tx.objectStore('acked').getAll()) {
        if (acked.subject !== subject || acked.kept === undefined) continue
        const { kept, ...rest } = acked
        const open = kept.filter((each) => each.field !== field)
        await tx.objectStore('acked').put(open.length === 0 ? rest : { ...rest, kept: open })
      }
    }),
  )
}
