/** Sends the bytes of photos and recordings whose entries the museum has, one at a time. */
import { waitFor } from '../core/backoff'
import { instant } from '../core/clock'
import { Trouble } from '../graph/trouble'
import type { KeptPhoto } from '../local/database'
import { bytesOf, changePhoto, photosToSend, receivePhoto } from '../local/photos'
import { upload, type Ending } from './uploading'
import type { Way } from './way'

function after(photo: KeptPhoto, ending: Exclude<Ending, { kind: 'received' }>, way: Way): KeptPhoto {
  const { url: _url, ...rest } = photo
  const now = way.clock.now()
  const tries = photo.tries + 1
  if (ending.kind === 'refused') return { ...rest, upload: 'refused', sentence: ending.sentence, tries }
  // Another connection of ours still holds it, and is about to be let go of: that is no failure to wait longer after.
  if (ending.code === 'BUSY') return { ...photo, notBefore: now + waitFor(1, way.clock.chance()) }
  return { ...photo, tries, notBefore: now + waitFor(tries, way.clock.chance()) }
}

/** Sends the next photo that may go. False when there is none. */
export async function sendNextPhoto(way: Way): Promise<boolean> {
  const [photo] = await photosToSend(way.connection, way.clock.now())
  if (photo === undefined) return false
  const { id, sha256, url, tries, durationMs } = photo
  const of = durationMs === undefined ? 'photoId' : 'recordingId'
  const kept = await bytesOf(way.connection, id)
  const remember = (address: string | undefined): Promise<void> =>
    changePhoto(way.connection, id, ({ url: _old, ...rest }) =>
      address === undefined ? rest : { ...rest, url: address },
    )
  let ending: Ending
  try {
    ending =
      kept === undefined
        ? { kind: 'refused', code: 'BYTES_MISSING', sentence: '' }
        : await upload(
            { fetch: way.fetch, digest: way.digest, remember },
            { id, of, sha256, bytes: kept.bytes, tries, ...(url === undefined ? {} : { url }) },
          )
  } catch (error) {
    if (error instanceof Trouble && error.kind === 'server')
      await changePhoto(way.connection, id, (now) => ({ ...now, tries: now.tries + 1 }))
    throw error
  }
  if (ending.kind === 'received') await receivePhoto(way.connection, id, instant(way.clock.now()))
  else await changePhoto(way.connection, id, (now) => after(now, ending, way))
  way.changed()
  return true
}
