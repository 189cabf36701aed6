/** Half-made work, kept apart from what is in the outbox, photos included. */
import { isFull } from '../core/full'
import {
  isRecording,
  type Draft,
  type DraftPart,
  type DraftPhoto,
  type Instant,
  type Uuid,
} from '../core/types'
import { strictly, type Connection, type KeptDraft, type Writing } from './database'

const SHELVES = ['drafts', 'bytes', 'photos'] as const

/** Bytes that neither the outbox nor a draft speaks of any more. */
async function forgetBytes(tx: Writing, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const drafts = await tx.objectStore('drafts').getAll()
  const wanted = new Set(drafts.flatMap(idsOf))
  for (const id of ids) {
    const queued = await tx.objectStore('photos').getKey(id)
    if (queued === undefined && !wanted.has(id)) await tx.objectStore('bytes').delete(id)
  }
}

const idsOf = (draft: KeptDraft | undefined): string[] => [
  ...[...(draft?.photos ?? []), ...(draft?.recordings ?? [])].map((part) => String(part['id'])),
  ...(draft?.spoken ?? []).flatMap(({ pieces }) => pieces),
]

const partsOf = (draft: Draft): DraftPart[] => [...draft.photos, ...(draft.recordings ?? [])]

/** The same draft with these of its photos and recordings. */
function having(draft: Draft, parts: readonly DraftPart[]): Draft {
  const photos = parts.filter((part): part is DraftPhoto => !isRecording(part))
  const recordings = parts.filter((part) => isRecording(part))
  return { ...draft, photos, recordings }
}

const without = ({ bytes: _bytes, ...rest }: DraftPart): Record<string, unknown> => ({ ...rest })

async function lay(tx: Writing, key: string, draft: Draft, at: Instant): Promise<void> {
  const before = await tx.objectStore('drafts').get(key)
  const photos = draft.photos.map(without)
  const recordings = draft.recordings?.length ? { recordings: draft.recordings.map(without) } : {}
  const route = draft.route === undefined ? {} : { route: draft.route }
  // Pieces stay until the recording they make is here whole.
  const wanted = (before?.spoken ?? []).filter(
    ({ id }) => draft.speaking?.includes(id) === true && !draft.recordings?.some((one) => one.spoken === id),
  )
  const spoken = wanted.length === 0 ? {} : { spoken: wanted }
  await tx
    .objectStore('drafts')
    .put({ key, fields: { ...draft.fields }, photos, ...recordings, ...spoken, ...route, savedAt: at })
  // A draft is saved at every pause in typing, so bytes already on disk are not written again.
  for (const { id, bytes, mime } of partsOf(draft))
    if ((await tx.objectStore('bytes').getKey(id)) === undefined)
      await tx.objectStore('bytes').put({ id, bytes, mime })
  await forgetBytes(tx, idsOf(before))
}

/**
 * Saves a draft whole. Where the device has no room for that, words go before photos and recordings, and some of those before none;
 * the answer names those that found no room.
 */
export async function saveDraft(
  connection: Connection,
  key: string,
  draft: Draft,
  at: Instant,
): Promise<Uuid[]> {
  const parts = partsOf(draft)
  const save = (some: readonly DraftPart[]): Promise<void> =>
    connection.withDb((db) => strictly(db, [...SHELVES], (tx) => lay(tx, key, having(draft, some), at)))
  const here = new Set(await connection.withDb((db) => db.getAllKeys('bytes')))
  let kept = parts.filter((part) => here.has(part.id))
  // Words first: after a write that was too large even a small one may find no room.
  await save(kept)
  const homeless: Uuid[] = []
  for (const part of parts.filter((each) => !here.has(each.id)))
    try {
      await save([...kept, part])
      kept = [...kept, part]
    } catch (error) {
      if (!isFull(error)) throw error
      homeless.push(part.id)
    }
  return homeless
}

const said = ({ fields, photos, recordings = [], spoken = [] }: KeptDraft): string =>
  JSON.stringify([fields, photos.map(({ id }) => id), recordings.map(({ id }) => id), spoken])

/**
 * Lays down a draft that comes from elsewhere. What somebody is writing here is not written over: it waits beside
 * it, until a form of this key is opened with nothing in it. False when the very same is here already.
 */
export async function layBeside(tx: Writing, draft: KeptDraft): Promise<boolean> {
  const shelf = tx.objectStore('drafts')
  const beside = `${draft.key}@${draft.savedAt}`
  for (const key of [draft.key, beside]) {
    const here = await shelf.get(key)
    if (here !== undefined && said(here) === said(draft)) return false
    if (here !== undefined && key === draft.key) continue
    await shelf.put({ ...draft, key })
    return true
  }
  return false
}

/** What waited beside a draft takes its place once that one is gone. */
function takePlace(connection: Connection, key: string): Promise<boolean> {
  return connection.withDb(async (db) => {
    const waiting = IDBKeyRange.bound(`${key}@`, `${key}@\uffff`)
    if ((await db.getKey('drafts', waiting)) === undefined) return false
    return strictly(db, ['drafts'], async (tx) => {
      const shelf = tx.objectStore('drafts')
      const next = await shelf.get(waiting)
      if (next === undefined || (await shelf.getKey(key)) !== undefined) return true
      await shelf.put({ ...next, key })
      await shelf.delete(next.key)
      return true
    })
  })
}

export async function loadDraft(connection: Connection, key: string): Promise<Draft | null> {
  const found = await readDraft(connection, key)
  if (found !== null || !(await takePlace(connection, key))) return found
  return readDraft(connection, key)
}

function readDraft(connection: Connection, key: string): Promise<Draft | null> {
  return connection.withDb(async (db) => {
    const tx = db.transaction(['drafts', 'bytes'])
    const draft = await tx.objectStore('drafts').get(key)
    const parts: DraftPart[] = []
    for (const part of [...(draft?.photos ?? []), ...(draft?.recordings ?? [])]) {
      const kept = await tx.objectStore('bytes').get(String(part['id']))
      if (kept !== undefined) parts.push({ ...part, bytes: kept.bytes } as unknown as DraftPart)
    }
    await tx.done
    if (draft === undefined) return null
    const route = draft.route === undefined ? {} : { route: draft.route }
    const found = { fields: draft.fields as Draft['fields'], photos: [], ...route, savedAt: draft.savedAt }
    return having(found, parts)
  })
}

export function discardDraft(connection: Connection, key: string): Promise<void> {
  return connection.withDb((db) => strictly(db, [...SHELVES], (tx) => dropDraft(tx, key)))
}

/** Drops a draft, and those of its bytes that nothing else speaks of. */
export async function dropDraft(tx: Writing, key: string): Promise<void> {
  const before = await tx.objectStore('drafts').get(key)
  await tx.objectStore('drafts').delete(key)
  await forgetBytes(tx, idsOf(before))
}
