/** Says when a new version waits. Nothing reloads by itself: the person decides, when no form is half written. */

export interface Updates {
  /** Called at once, and whenever a new version begins to wait. */
  subscribe(run: (ready: boolean) => void): () => void
  /** Asks the museum for a new version. */
  check(): Promise<void>
  /**
   * Takes the new version and reloads this tab, and only this one, right after `save`. False when that was refused:
   * then the page stays.
   */
  apply(save: () => Promise<void>): Promise<boolean>
}

const HOUR_MS = 3_600_000
/**
 * The new version takes over once the old one is idle, and a browser may wait minutes for a photo that is on its
 * way. Asked to give way, the old one serves the new version's page, so a reload brings it in any case.
 */
const PATIENCE_MS = 3_000

function createUpdates(): Updates {
  const watchers = new Set<(ready: boolean) => void>()
  let registration: ServiceWorkerRegistration | undefined
  let ready = false
  let applying: (() => void) | undefined

  function reload(): void {
    applying?.()
    applying = undefined
  }

  function announce(): void {
    ready = true
    for (const watcher of watchers) watcher(true)
  }

  function watch(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      // Without a controller this is the first install, not an update.
      if (worker.state === 'installed' && navigator.serviceWorker.controller !== null) announce()
    })
  }

  async function check(): Promise<void> {
    // Without a network there is nothing to find; that is no fault.
    await registration?.update().catch(() => undefined)
  }

  async function start(): Promise<void> {
    const container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker
    if (container === undefined) return
    container.addEventListener('controllerchange', reload)
    registration = await container.register('/sw.js', { updateViaCache: 'none' })
    if (registration.waiting !== null && container.controller !== null) announce()
    registration.addEventListener('updatefound', () => watch(registration?.installing ?? null))
    watch(registration.installing)
    // Apps on an iOS home screen never look by themselves.
    setInterval(() => void check(), HOUR_MS)
    window.addEventListener('online', () => void check())
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void check()
    })
  }

  if (import.meta.env.PROD) {
    start().catch(() => undefined)
    // A part of this version is gone from the museum: only a reload helps, and only when it is wanted.
    window.addEventListener('vite:preloadError', (event) => {
      event.preventDefault()
      announce()
    })
  }

  return {
    subscribe(run) {
      watchers.add(run)
      run(ready)
      return () => watchers.delete(run)
    },
    check,
    async apply(save) {
      const taken = new Promise<void>((resolve) => (applying = resolve))
      const waiting = registration?.waiting
      if (waiting) {
        navigator.serviceWorker.controller?.postMessage('give way')
        waiting.postMessage('apply')
        setTimeout(reload, PATIENCE_MS)
      } else reload()
      await taken
      try {
        // Somebody may have gone on writing while the old version gave way.
        await save()
      } catch {
        return false
      }
      location.reload()
      return true
    },
  }
}

export const updates = createUpdates()
