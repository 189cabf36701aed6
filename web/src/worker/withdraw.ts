/**
 * The way out: built beside sw.js, and laid over it on the day a service worker in the field must go.
 * It gives up the app's caches and itself; what people wrote is in IndexedDB and is not touched.
 */
declare const self: ServiceWorkerGlobalScope

async function withdraw(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('understudy-')) await caches.delete(name)
  await self.registration.unregister()
}

self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(withdraw()))

export {}
