/** Everything not yet at the museum, as one file: JSON lines, photos as base64. It can be sent from any device. */
import { base64 } from '../core/digest'
import { syncOp } from '../core/outbox'
import type { Connection } from '../local/database'

export async function exportUnsent(connection: Connection, person: string, at: string): Promise<Blob> {
  const [ops, photos] = await connection.withDb((db) =>
    Promise.all([db.getAllFromIndex('ops', 'seq'), db.getAll('photos')]),
  )
  const lines: string[] = [JSON.stringify({ understudy: 1, person, at })]
  for (const op of ops) {
    const { state, code, sentence } = op
    lines.push(JSON.stringify({ op: syncOp(op), state, code, sentence }))
  }
  for (const photo of photos) {
    if (photo.upload === 'received') continue
    const kept = await connection.withDb((db) => db.get('bytes', photo.id))
    if (kept === undefined) continue
    const { id, observationId, sha256, size, mime } = photo
    const bytes = base64(new Uint8Array(kept.bytes))
    lines.push(JSON.stringify({ photo: { id, observationId, sha256, size, mime, bytes } }))
  }
  return new Blob(
    lines.map((line) => `${line}\n`),
    { type: 'application/x-ndjson' },
  )
}
