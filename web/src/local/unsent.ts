/** Whether anything on this device is nowhere else. */
import { receivedAt } from '../core/letting-go'
import type { Connection, KeptPhoto } from './database'

/**
 * True when everything here is at the museum: no op, no draft, nothing left behind closed, and no bytes of a photo
 * for which the museum has not signed.
 */
export function nothingUnsent(connection: Connection): Promise<boolean> {
  return connection.withDb(async (db) => {
    const [ops, drafts, locked, photos, bytes, signed] = await Promise.all([
      db.count('ops'),
      db.count('drafts'),
      db.count('locked'),
      db.getAll('photos'),
      db.getAllKeys('bytes'),
      db.getAll('receipts'),
    ])
    const here = new Set(bytes)
    const receipts = new Map(signed.map((receipt) => [receipt.id, receipt]))
    const safe = (photo: KeptPhoto): boolean =>
      photo.upload === 'withdrawn' ||
      (here.has(photo.id)
        ? receivedAt(photo, { receipts, drafted: new Set() }) !== undefined
        : photo.upload === 'received')
    const none = ops === 0 && drafts === 0 && locked === 0
    return none && photos.every(safe)
  })
}

/** True while something of an earlier sign-out lies here closed. */
export function somethingClosed(connection: Connection): Promise<boolean> {
  return connection.withDb(async (db) => (await db.count('locked')) > 0)
}
