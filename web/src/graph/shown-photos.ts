/** The photos that the service worker keeps by their address, whoever may see them by now. */
const PHOTOS = 'understudy-photos'

/** Gives them up: each is asked for again, and the museum says again whether it may be seen. */
export async function forgetPhotos(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(PHOTOS)
}
