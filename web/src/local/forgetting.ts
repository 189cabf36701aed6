/** A device reported lost keeps only what is nowhere else, for its person to carry away. */
import { strictly, type Connection } from './database'

export function forgetWhatIsThere(connection: Connection): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, ['rows', 'acked', 'photos', 'bytes', 'meta'], async (tx) => {
      await tx.objectStore('rows').clear()
      await tx.objectStore('acked').clear()
      for (const photo of await tx.objectStore('photos').getAll()) {
        if (photo.upload !== 'received') continue
        await tx.objectStore('photos').delete(photo.id)
        await tx.objectStore('bytes').delete(photo.id)
      }
      for (const fact of ['cursor', 'filled']) await tx.objectStore('meta').delete(fact)
    }),
  )
}
