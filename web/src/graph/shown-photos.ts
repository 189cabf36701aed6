import type { Uuid } from '../core/types'

/** The photos that the service worker keeps by their address, whoever may see them by now. */
const PHOTOS = 'understudy-photos'

/** Gives them up: each is asked for again, and the museum says again whether it may be seen. */
export async function forgetPhotos(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(PHOTOS)
}

/** Gives up these alone, which are kept nowhere any more. */
export async function forgetThese(ids: readonly Uuid[]): Promise<void> {
  if (ids.length === 0 || !('caches' in globalThis)) return
  const cache = await caches.open(PHOTOS)
  for (const id of ids)
    for (const shape of ['screen', 'thumb']) await cache.delete(`/media/photos/${id}/${shape}`)
}
