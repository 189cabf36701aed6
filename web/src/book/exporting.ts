/**
 * Everything not yet at the museum, as one file: JSON lines, photos as base64. The same person can take it in on
 * any device; the ids in it make a second arrival the first one again.
 */
import { base64 } from '../core/digest'
import { syncOp } from '../core/outbox'
import type { Connection } from '../local/database'
import { markSent } from '../local/outbox'

const line = (value: unknown): string => `${JSON.stringify(value)}\n`

export async function exportUnsent(connection: Connection, person: string, at: string): Promise<Blob> {
  // What travels in a file is never changed here again, so that both ways bring the same.
  const keys = await connection.withDb((db) => db.getAllKeys('ops'))
  await markSent(connection, keys)
  const [ops, photos, drafts] = await connection.withDb((db) =>
    Promise.all([db.getAllFromIndex('ops', 'seq'), db.getAll('photos'), db.getAll('drafts')]),
  )
  const lines: string[] = [line({ understudy: 1, person, at })]
  for (const op of ops) {
    const { state, code, sentence, lane, subject } = op
    lines.push(line({ op: syncOp(op), lane, subject, photos: op.photos, state, code, sentence }))
  }
  for (const draft of drafts) lines.push(line({ draft }))
  const drafted = drafts.flatMap((draft) => [
    ...[...draft.photos, ...(draft.recordings ?? [])].map(({ id, mime }) => ({ id: String(id), mime })),
    ...(draft.spoken ?? []).flatMap(({ pieces, mime }) => pieces.map((id) => ({ id, mime }))),
  ])
  for (const photo of [
    ...photos.filter(({ upload }) => !['received', 'withdrawn'].includes(upload)),
    ...drafted,
  ]) {
    const kept = await connection.withDb((db) => db.get('bytes', photo.id))
    if (kept === undefined) continue
    const { upload: _upload, ...about } = { upload: '', ...photo }
    lines.push(line({ photo: { ...about, bytes: base64(new Uint8Array(kept.bytes)) } }))
  }
  return new Blob(lines, { type: 'application/x-ndjson' })
}
