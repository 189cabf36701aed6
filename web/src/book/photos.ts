/** Photos on their way from the camera to the disk, and from the disk to the screen. */
import { fresh, type Clock } from '../core/clock'
import { asItCame, type Developed, type ToDevelop } from '../core/developing'
import { hex } from '../core/digest'
import type { DraftPhoto, Uuid } from '../core/types'
import type { Connection } from '../local/database'
import { digest } from '../worker/hashing'

const PATIENCE_MS = 60_000

/** One picture through the worker; a fresh worker each time, so a killed one takes nothing with it. */
function develop(file: Blob): Promise<Developed> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('../worker/picture.ts', import.meta.url), { type: 'module' })
    const finish = (act: () => void): void => {
      clearTimeout(timer)
      worker.terminate()
      act()
    }
    const timer = setTimeout(() => finish(() => reject(new Error('The picture took too long.'))), PATIENCE_MS)
    worker.onmessage = (event: MessageEvent<Developed>) => finish(() => resolve(event.data))
    worker.onerror = (event) => finish(() => reject(new Error(event.message)))
    worker.postMessage({ file } satisfies ToDevelop)
  })
}

/** Oriented, at most 2048 pixels, without metadata; or the original, when it cannot be read here. */
export async function preparePhoto(file: Blob, clock: Clock): Promise<DraftPhoto> {
  const { bytes, mime, width, height } = await develop(file).catch(async () =>
    // A worker that was killed for memory: the museum makes the smaller picture then.
    asItCame(await file.arrayBuffer(), file.type),
  )
  const sha256 = hex(await digest(bytes))
  return { id: fresh(clock), bytes, mime, sha256, size: bytes.byteLength, width, height }
}

/** The bytes on this device; else the museum's derivative. */
export async function photoUrl(connection: Connection, id: Uuid, size: 'screen' | 'thumb'): Promise<string> {
  const kept = await connection.withDb((db) => db.get('bytes', id))
  if (kept === undefined) return `/media/photos/${id}/${size}`
  return URL.createObjectURL(new Blob([kept.bytes], { type: kept.mime }))
}
