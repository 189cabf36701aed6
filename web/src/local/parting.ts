/** Parting with bytes that may not stay on this device, however much room there is. */
import { keyOf, mayNotStay, receivedAt } from '../core/letting-go'
import { readMeta, strictly, type Connection, type KeptPhoto, type Writing } from './database'

/** Without a network: what was to be kept until now. */
export function partWithBytes(connection: Connection, now: number): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, ['photos', 'bytes', 'receipts', 'rows', 'meta'], (tx) => partWithThose(tx, now)),
  )
}

/** One that the museum will not take any more is not offered to it again. */
export async function partWithThose(tx: Writing, now: number): Promise<void> {
  for (const id of await tx.objectStore('bytes').getAllKeys()) {
    const photo = await tx.objectStore('photos').get(id)
    if (photo === undefined || !(await isOver(tx, photo, now))) continue
    await tx.objectStore('bytes').delete(id)
    if (photo.upload === 'waiting') await tx.objectStore('photos').put({ ...photo, upload: 'withdrawn' })
  }
}

async function isOver(tx: Writing, photo: KeptPhoto, now: number): Promise<boolean> {
  const row = await tx.objectStore('rows').get(keyOf(photo))
  if (row?.type !== 'Photo') return false
  const entry = await tx.objectStore('rows').get(`Observation:${photo.observationId}`)
  const receipt = await tx.objectStore('receipts').get(keyOf(photo))
  const receipts = new Map(receipt === undefined ? [] : [[receipt.id, receipt]])
  return mayNotStay({
    photo: row.fields,
    restricted: entry?.type === 'Observation' && entry.fields.restricted !== undefined,
    receivedAt: receivedAt(photo, { receipts, drafted: new Set() }),
    backedUpUntil: await readMeta(tx, 'backedUpUntil'),
    now,
  })
}

/** What the museum says is gone; what it never had stays, for its person to carry away. */
export async function partWithGone(tx: Writing, keys: ReadonlySet<string>): Promise<void> {
  if (keys.size === 0) return
  for (const photo of await tx.objectStore('photos').getAll()) {
    const named = keys.has(keyOf(photo)) || keys.has(`Observation:${photo.observationId}`)
    if (!named || photo.upload !== 'received') continue
    // It may only have moved, to where more or fewer see it.
    if ((await tx.objectStore('rows').getKey(keyOf(photo))) !== undefined) continue
    await tx.objectStore('bytes').delete(photo.id)
  }
}
