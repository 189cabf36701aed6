/** Everything kept on this device, read in one transaction so that it fits together. */
import type { QueuedOp } from '../core/commands'
import type { Kept } from '../core/picture'
import type { Uuid } from '../core/types'
import { readMeta, strictly, writeMeta, type Connection, type Meta } from './database'

export function readKept(connection: Connection): Promise<Kept> {
  return connection.withDb(async (db) => {
    const tx = db.transaction(['rows', 'ops', 'acked', 'photos', 'bytes', 'receipts', 'meta'])
    const [rows, ops, acked, photos, bytes, receipts, lastSafeAt, filled, cleared] = await Promise.all([
      tx.objectStore('rows').getAll(),
      tx.objectStore('ops').index('seq').getAll(),
      tx.objectStore('acked').index('seq').getAll(),
      tx.objectStore('photos').getAll(),
      tx.objectStore('bytes').getAllKeys(),
      tx.objectStore('receipts').getAll(),
      tx.objectStore('meta').get('lastSafeAt'),
      tx.objectStore('meta').get('filled'),
      tx.objectStore('meta').get('cleared'),
    ])
    await tx.done
    return {
      ...{ rows, ops, acked, photos, receipts },
      bytesHere: new Set(bytes),
      ...(lastSafeAt === undefined ? {} : { lastSafeAt: lastSafeAt.value as Meta['lastSafeAt'] }),
      filled: filled?.value === true,
      ...(cleared === undefined ? {} : { cleared: cleared.value as Meta['cleared'] }),
    }
  })
}

/** What stands outside the database, so that its loss is noticed. */
export interface Witness {
  deviceId: Uuid
  /** The last seq given to an op. */
  seq: number
  /** What the museum did not have yet. */
  unsent: number
}

/**
 * This browser's name for itself, for this person; made once. Where a witness says there was one before, the
 * browser has cleared the database: the name and the numbering go on, so that the museum sees the gap, and the
 * person is told.
 */
export function ensureDevice(
  connection: Connection,
  made: Uuid,
  { witness, at = '' }: { witness?: Witness | undefined; at?: string } = {},
): Promise<Uuid> {
  return connection.withDb((db) =>
    strictly(db, ['meta'], async (tx) => {
      const known = await readMeta(tx, 'deviceId')
      if (known !== undefined) return known
      const deviceId = witness?.deviceId ?? made
      await writeMeta(tx, 'deviceId', deviceId)
      if (witness === undefined) return deviceId
      await writeMeta(tx, 'seq', witness.seq)
      await writeMeta(tx, 'cleared', { at, unsent: witness.unsent })
      return deviceId
    }),
  )
}

/** What a witness would say now. */
export function witnessed(connection: Connection, deviceId: Uuid): Promise<Witness> {
  return connection.withDb(async (db) => {
    const tx = db.transaction(['ops', 'photos', 'meta'])
    const seq = ((await tx.objectStore('meta').get('seq'))?.value ?? 0) as number
    const ops = await tx.objectStore('ops').getAll()
    const photos = (await tx.objectStore('photos').getAll()).filter(
      ({ upload }) => !['received', 'withdrawn'].includes(upload),
    )
    const lanes = new Set([
      ...ops.map(({ lane }) => lane),
      ...photos.map((one) => `Observation:${one.observationId}`),
    ])
    return { deviceId, seq, unsent: lanes.size }
  })
}

/** The person has read what was cleared. */
export async function forgetCleared(connection: Connection): Promise<void> {
  await connection.withDb((db) => db.delete('meta', 'cleared'))
}

/** Whether the museum has answered this device before. */
export function hasMet(connection: Connection): Promise<boolean> {
  return connection.withDb(async (db) => (await db.getKey('meta', 'feedEpoch')) !== undefined)
}

/** What waits, in order, and the last seq given out: read together, or an op made in between would count as answered. */
export interface Line {
  ops: readonly QueuedOp[]
  lastSeq: number
}

export function readLine(connection: Connection): Promise<Line> {
  return connection.withDb(async (db) => {
    const tx = db.transaction(['ops', 'meta'])
    const ops = tx.objectStore('ops').index('seq').getAll()
    const seq = tx.objectStore('meta').get('seq')
    return { ops: await ops, lastSeq: ((await seq)?.value as number | undefined) ?? 0 }
  })
}
