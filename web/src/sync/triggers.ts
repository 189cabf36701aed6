/** Every moment a browser gives us to send: none of them is enough alone. */
import type { Sender, Turn } from './running'

/** Listens until the returned function is called. */
export function listen(sender: Sender): () => void {
  const nudge = (): void => void sender.nudge(true)
  /** A click into the window is a reason to look, not to forget how long the museum asked us to wait. */
  const look = (): void => void sender.nudge()
  const seen = (): void => sender.visible(document.visibilityState === 'visible')
  window.addEventListener('online', nudge)
  window.addEventListener('offline', nudge)
  window.addEventListener('pageshow', nudge)
  window.addEventListener('focus', look)
  document.addEventListener('visibilitychange', seen)
  return () => {
    window.removeEventListener('online', nudge)
    window.removeEventListener('offline', nudge)
    window.removeEventListener('pageshow', nudge)
    window.removeEventListener('focus', look)
    document.removeEventListener('visibilitychange', seen)
  }
}

const PATIENCE_MS = 2_000

/** Waits a moment for whichever tab or worker is sending, and keeps them from beginning meanwhile. */
export function afterSending(name: string): Turn {
  const locks = (navigator as { locks?: LockManager }).locks
  if (locks === undefined) return (work) => work()
  return async (work) => {
    let begun = false
    const begin = (): Promise<void> => {
      begun = true
      return work()
    }
    try {
      await locks.request(name, { signal: AbortSignal.timeout(PATIENCE_MS) }, begin)
    } catch (error) {
      if (begun) throw error
      // Somebody sends over a slow network: nobody is kept from signing out for that.
      await work()
    }
  }
}

/** One sender among all tabs of this browser; the lock goes with the tab, even with a crashed one. */
export function turns(name: string): Turn {
  const locks = (navigator as { locks?: LockManager }).locks
  if (locks === undefined) return (work) => work()
  return async (work) => {
    await locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await work()
    })
  }
}
