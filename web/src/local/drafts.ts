/** Half-made work, kept apart from what is in the outbox, photos included. */
import { isFull } from '../core/full'
import type { Draft, DraftPhoto, Instant, Uuid } from '../core/types'
import { strictly, type Connection, type KeptDraft, type Writing } from './database'

const SHELVES = ['drafts', 'bytes', 'photos'] as const

/** Bytes that neither the outbox nor a draft speaks of any more. */
async function forgetBytes(tx: Writing, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const drafts = await tx.objectStore('drafts').getAll()
  const wanted = new Set(drafts.flatMap((draft) => draft.photos.map((photo) => photo['id'])))
  for (const id of ids) {
    const queued = await tx.objectStore('photos').getKey(id)
    if (queued === undefined && !wanted.has(id)) await tx.objectStore('bytes').delete(id)
  }
}

const idsOf = (draft: KeptDraft | undefined): string[] =>
  (draft?.photos ?? []).map((photo) => String(photo['id']))

async function lay(tx: Writing, key: string, draft: Draft, at: Instant): Promise<void> {
  const before = await tx.objectStore('drafts').get(key)
  const photos = draft.photos.map(({ bytes: _bytes, ...rest }) => ({ ...rest }))
  const route = draft.route === undefined ? {} : { route: draft.route }
  await tx.objectStore('drafts').put({ key, fields: { ...draft.fields }, photos, ...route, savedAt: at })
  // A draft is saved at every pause in typing, so bytes already on disk are not written again.
  for (const { id, bytes, mime } of draft.photos)
    if ((await tx.objectStore('bytes').getKey(id)) === undefined)
      await tx.objectStore('bytes').put({ id, bytes, mime })
  await forgetBytes(tx, idsOf(before))
}

/**
 * Saves a draft whole. Where the device has no room for that, words go before photos, and photos before none;
 * the answer names those that found no room.
 */
export async function saveDraft(
  connection: Connection,
  key: string,
  draft: Draft,
  at: Instant,
): Promise<Uuid[]> {
  const save = (photos: readonly DraftPhoto[]): Promise<void> =>
    connection.withDb((db) =>
      strictly(db, [...SHELVES], (tx) => lay(tx, key, { ...draft, photos: [...photos] }, at)),
    )
  try {
    await save(draft.photos)
    return []
  } catch (error) {
    if (!isFull(error) || draft.photos.length === 0) throw error
  }
  const here = new Set(await connection.withDb((db) => db.getAllKeys('bytes')))
  let kept = draft.photos.filter((photo) => here.has(photo.id))
  await save(kept)
  const homeless: Uuid[] = []
  for (const photo of draft.photos.filter((each) => !here.has(each.id)))
    try {
      await save([...kept, photo])
      kept = [...kept, photo]
    } catch (error) {
      if (!isFull(error)) throw error
      homeless.push(photo.id)
    }
  return homeless
}

export function loadDraft(connection: Connection, key: string): Promise<Draft | null> {
  return connection.withDb(async (db) => {
    const tx = db.transaction(['drafts', 'bytes'])
    const draft = await tx.objectStore('drafts').get(key)
    const photos: DraftPhoto[] = []
    for (const photo of draft?.photos ?? []) {
      const kept = await tx.objectStore('bytes').get(String(photo['id']))
      if (kept !== undefined) photos.push({ ...photo, bytes: kept.bytes } as DraftPhoto)
    }
    await tx.done
    if (draft === undefined) return null
    const route = draft.route === undefined ? {} : { route: draft.route }
    return { fields: draft.fields as Draft['fields'], photos, ...route, savedAt: draft.savedAt }
  })
}

export function discardDraft(connection: Connection, key: string): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, [...SHELVES], async (tx) => {
      const before = await tx.objectStore('drafts').get(key)
      await tx.objectStore('drafts').delete(key)
      await forgetBytes(tx, idsOf(before))
    }),
  )
}
