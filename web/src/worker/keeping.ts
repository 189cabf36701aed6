/** Has the service worker keep a small picture. Quietly, and not for somebody who saves data. */

/** False when there is no use in asking for another one now. */
export async function keepThumb(id: string): Promise<boolean> {
  const { serviceWorker: worker, connection } = navigator as {
    serviceWorker?: ServiceWorkerContainer
    connection?: { saveData?: boolean }
  }
  if (worker === undefined || !navigator.onLine || connection?.saveData === true) return false
  // On a first visit it takes over a moment later; what is fetched before is kept by nobody.
  if (worker.controller === null)
    await new Promise((taken) => worker.addEventListener('controllerchange', taken, { once: true }))
  const path = `/media/photos/${id}/thumb`
  if ((await caches.match(path)) !== undefined) return true
  const response = await fetch(path, { priority: 'low' })
  await response.arrayBuffer()
  // The museum may not have made the small one yet; that says nothing about the next.
  return response.ok || response.status === 404
}
