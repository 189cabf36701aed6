/** Photos waiting on disk, and how far each has come. */
import type { Instant, Uuid } from '../core/types'
import { nextMark, strictly, type Connection, type KeptBytes, type KeptPhoto } from './database'

/** The photos whose entry the museum has, so that their bytes may go; the longest waiting first. */
export function photosToSend(connection: Connection, now: number): Promise<KeptPhoto[]> {
  return connection.withDb(async (db) => {
    const tx = db.transaction(['photos', 'ops'])
    const [photos, ops] = await Promise.all([
      tx.objectStore('photos').getAll(),
      tx.objectStore('ops').getAll(),
    ])
    await tx.done
    const unannounced = new Set(ops.flatMap((op) => op.photos))
    return photos
      .filter((photo) => photo.upload === 'waiting' && photo.notBefore <= now && !unannounced.has(photo.id))
      .sort((a, b) => a.tries - b.tries || (a.id < b.id ? -1 : 1))
  })
}

export function bytesOf(connection: Connection, id: Uuid): Promise<KeptBytes | undefined> {
  return connection.withDb((db) => db.get('bytes', id))
}

/** Changes what is known of an upload; a photo that is gone stays gone. */
export function changePhoto(
  connection: Connection,
  id: Uuid,
  change: (photo: KeptPhoto) => KeptPhoto,
): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, ['photos'], async (tx) => {
      const photo = await tx.objectStore('photos').get(id)
      if (photo !== undefined) await tx.objectStore('photos').put(change(photo))
    }),
  )
}

/** The museum has the bytes; a photo that is gone stays gone. */
export function receivePhoto(connection: Connection, id: Uuid, at: Instant): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, ['photos', 'meta'], async (tx) => {
      const photo = await tx.objectStore('photos').get(id)
      if (photo === undefined) return
      const { url: _url, ...rest } = photo
      const mark = await nextMark(tx)
      await tx
        .objectStore('photos')
        .put({ ...rest, upload: 'received', receivedAt: at, mark, tries: 0, notBefore: 0 })
    }),
  )
}

/** Somebody asked to try now: no photo is held back any longer for a failure before. */
export function letPhotosGo(connection: Connection): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, ['photos'], async (tx) => {
      for (const photo of await tx.objectStore('photos').getAll())
        if (photo.notBefore > 0) await tx.objectStore('photos').put({ ...photo, notBefore: 0 })
    }),
  )
}

/** When the next held photo may go, or nothing. */
export async function nextPhotoAt(connection: Connection, now: number): Promise<number | undefined> {
  const photos = await connection.withDb((db) => db.getAll('photos'))
  const held = photos.filter((photo) => photo.upload === 'waiting' && photo.notBefore > now)
  return held.length === 0 ? undefined : Math.min(...held.map((photo) => photo.notBefore))
}
