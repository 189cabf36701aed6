/** Making room: photos the museum has signed for may leave this device. Nothing else ever does by itself. */
import { keyOf, toLetGo } from '../core/letting-go'
import { readMeta, strictly, type Connection } from './database'

/** Lets go of what may go; `wanted` bytes of it also sooner. Returns how many bytes that made. */
export function makeRoom(connection: Connection, wanted: number, now: number): Promise<number> {
  return connection.withDb((db) =>
    strictly(db, ['photos', 'bytes', 'drafts', 'receipts', 'rows', 'meta'], async (tx) => {
      const here = new Set(await tx.objectStore('bytes').getAllKeys())
      const photos = (await tx.objectStore('photos').getAll()).filter((photo) => here.has(photo.id))
      const drafts = await tx.objectStore('drafts').getAll()
      const receipts = await tx.objectStore('receipts').getAll()
      const ids = toLetGo(photos, {
        receipts: new Map(receipts.map((receipt) => [receipt.id, receipt])),
        backedUpUntil: await readMeta(tx, 'backedUpUntil'),
        drafted: new Set(
          drafts.flatMap((draft) =>
            [...draft.photos, ...(draft.recordings ?? [])].map((part) => String(part['id'])),
          ),
        ),
        now,
        wanted,
      })
      let made = 0
      for (const id of ids) {
        const photo = photos.find((each) => each.id === id)
        const row = photo === undefined ? undefined : await tx.objectStore('rows').get(keyOf(photo))
        // The museum may have lost it since it signed, and says so: then these bytes are all there is.
        if ((row?.type === 'Photo' || row?.type === 'Recording') && row.fields.state === 'EXPECTED') continue
        await tx.objectStore('bytes').delete(id)
        made += photo?.size ?? 0
      }
      return made
    }),
  )
}
