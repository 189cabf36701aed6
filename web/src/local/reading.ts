/** Everything kept on this device, read in one transaction so that it fits together. */
import type { Kept } from '../core/picture'
import type { Uuid } from '../core/types'
import { readMeta, strictly, writeMeta, type Connection, type Meta } from './database'

export function readKept(connection: Connection): Promise<Kept> {
  return connection.withDb(async (db) => {
    const tx = db.transaction(['rows', 'ops', 'acked', 'photos', 'bytes', 'meta'])
    const [rows, ops, acked, photos, bytes, lastSafeAt, filled] = await Promise.all([
      tx.objectStore('rows').getAll(),
      tx.objectStore('ops').index('seq').getAll(),
      tx.objectStore('acked').index('seq').getAll(),
      tx.objectStore('photos').getAll(),
      tx.objectStore('bytes').getAllKeys(),
      tx.objectStore('meta').get('lastSafeAt'),
      tx.objectStore('meta').get('filled'),
    ])
    await tx.done
    return {
      ...{ rows, ops, acked, photos },
      bytesHere: new Set(bytes),
      ...(lastSafeAt === undefined ? {} : { lastSafeAt: lastSafeAt.value as Meta['lastSafeAt'] }),
      filled: filled?.value === true,
    }
  })
}

/** This browser's name for itself, for this person; made once. */
export function ensureDevice(connection: Connection, made: Uuid): Promise<Uuid> {
  return connection.withDb((db) =>
    strictly(db, ['meta'], async (tx) => {
      const known = await readMeta(tx, 'deviceId')
      if (known === undefined) await writeMeta(tx, 'deviceId', made)
      return known ?? made
    }),
  )
}

/** The last seq this device has given out. */
export function lastSeq(connection: Connection): Promise<number> {
  return connection.withDb(async (db) => ((await db.get('meta', 'seq'))?.value as number | undefined) ?? 0)
}
