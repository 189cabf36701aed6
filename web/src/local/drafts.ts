/** Half-made work, kept apart from what is in the outbox, photos included. */
import type { Draft, DraftPhoto, Instant } from '../core/types'
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

/** A draft is saved at every pause in typing, so bytes already on disk are not written again. */
export function saveDraft(connection: Connection, key: string, draft: Draft, at: Instant): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, [...SHELVES], async (tx) => {
      const before = await tx.objectStore('drafts').get(key)
      const photos = draft.photos.map(({ bytes: _bytes, ...rest }) => ({ ...rest }))
      const route = draft.route === undefined ? {} : { route: draft.route }
      await tx.objectStore('drafts').put({ key, fields: { ...draft.fields }, photos, ...route, savedAt: at })
      for (const { id, bytes, mime } of draft.photos)
        if ((await tx.objectStore('bytes').getKey(id)) === undefined)
          await tx.objectStore('bytes').put({ id, bytes, mime })
      await forgetBytes(tx, idsOf(before))
    }),
  )
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
