/** Voice recordings on their way from the microphone to the disk, and from the disk to the ear. */
import { fresh, type Clock } from '../core/clock'
import { hex } from '../core/digest'
import type { DraftRecording, Uuid } from '../core/types'
import type { Connection } from '../local/database'
import { digest } from '../worker/hashing'

export async function prepareRecording(
  file: Blob,
  durationMs: number,
  clock: Clock,
  spoken?: Uuid,
): Promise<DraftRecording> {
  const bytes = await file.arrayBuffer()
  const sha256 = hex(await digest(bytes))
  // A recorder names its codec too; the museum reads from the bytes what it is.
  const [mime = ''] = file.type.split(';')
  return {
    id: fresh(clock),
    bytes,
    mime,
    sha256,
    size: bytes.byteLength,
    durationMs: Math.max(1, durationMs),
    ...(spoken === undefined ? {} : { spoken }),
  }
}

/** The bytes on this device; else the museum's. */
export async function recordingUrl(connection: Connection, id: Uuid): Promise<string> {
  const kept = await connection.withDb((db) => db.get('bytes', id))
  if (kept === undefined) return `/media/recordings/${id}`
  return URL.createObjectURL(new Blob([kept.bytes], { type: kept.mime }))
}
