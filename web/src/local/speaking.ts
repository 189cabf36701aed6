/** A recording under way: its pieces go into the draft as they come, so that a page that is killed loses no words. */
import type { Instant, Spoken, Uuid } from '../core/types'
import { strictly, type Connection, type KeptDraft } from './database'

/**
 * Another piece of what somebody says. False when the pieces before it are not here any more (another tab has
 * made a recording of them, say): then all of it has to be brought once more, from the beginning.
 */
export function keepPiece(
  connection: Connection,
  draft: Pick<KeptDraft, 'key' | 'route'>,
  { id, mime, durationMs, before, bytes }: Spoken,
  piece: Uuid,
  at: Instant,
): Promise<boolean> {
  return connection.withDb((db) =>
    strictly(db, ['drafts', 'bytes'], async (tx) => {
      const none: KeptDraft = { ...draft, fields: {}, photos: [], savedAt: at }
      const kept = (await tx.objectStore('drafts').get(draft.key)) ?? none
      const others = (kept.spoken ?? []).filter((one) => one.id !== id)
      const pieces = kept.spoken?.find((one) => one.id === id)?.pieces ?? []
      if (pieces.length < before) return false
      // What stood after them came from a try that was not heard of: this piece says the same.
      for (const after of pieces.splice(before)) await tx.objectStore('bytes').delete(after)
      await tx.objectStore('bytes').put({ id: piece, bytes, mime })
      const spoken = [...others, { id, mime, durationMs, pieces: [...pieces, piece] }]
      await tx.objectStore('drafts').put({ ...kept, spoken, savedAt: at })
      return true
    }),
  )
}

/** What was said into this draft and never became a recording: each as one run of bytes. */
export function spokenInto(connection: Connection, key: string): Promise<Omit<Spoken, 'before'>[]> {
  return connection.withDb(async (db) => {
    const tx = db.transaction(['drafts', 'bytes'])
    const found: Omit<Spoken, 'before'>[] = []
    for (const { pieces, ...one } of (await tx.objectStore('drafts').get(key))?.spoken ?? []) {
      const kept = await Promise.all(pieces.map((id) => tx.objectStore('bytes').get(id)))
      found.push({ ...one, bytes: joined(kept.map((each) => each?.bytes ?? new ArrayBuffer(0))) })
    }
    await tx.done
    return found
  })
}

function joined(parts: readonly ArrayBuffer[]): ArrayBuffer {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(new Uint8Array(part), at)
    at += part.byteLength
  }
  return whole.buffer
}
