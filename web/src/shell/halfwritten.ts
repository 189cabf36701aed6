/**
 * Words somebody is writing: on the disk 300 ms after they were typed at the latest, at once when the app is put
 * away, and before anything takes the page.
 */
const LONGEST_MS = 300
/** Where every save is an operation that goes to the museum, a hand that goes on is waited for, but no longer than this. */
const PATIENCE = 4
const open = new Set<HalfWritten>()

export interface HalfWritten {
  /** Something changed. */
  touch(): void
  /** Saves what has not been saved yet; rejects when the disk did not take it. */
  flush(): Promise<void>
  /** What was written finds its place, or is thrown away: nothing is left to save, nor on its way to the disk. */
  settle(): Promise<void>
  /** The form goes; what it holds is saved on the way out. */
  close(): void
}

/** With `restMs`, it is saved once the hand has rested so long. */
export function halfWritten(save: () => Promise<void>, restMs?: number): HalfWritten {
  let timer: ReturnType<typeof setTimeout> | undefined
  let since = 0
  let dirty = false
  let last: Promise<void> = Promise.resolve()

  function forget(): void {
    clearTimeout(timer)
    timer = undefined
    dirty = false
  }

  function flush(): Promise<void> {
    if (!dirty) return last
    forget()
    // A failed save must not stop the next: what is on the screen is newer.
    last = last.then(save, save).catch((error: unknown) => {
      dirty = true
      throw error
    })
    return last
  }

  const quietly = (): void => void flush().catch(() => undefined)
  const away = (): void => {
    if (document.visibilityState === 'hidden') quietly()
  }
  document.addEventListener('visibilitychange', away)

  const form: HalfWritten = {
    touch() {
      if (!dirty) since = performance.now()
      dirty = true
      if (restMs !== undefined && performance.now() - since < PATIENCE * restMs) {
        clearTimeout(timer)
        timer = setTimeout(quietly, restMs)
      }
      timer ??= setTimeout(quietly, LONGEST_MS)
    },
    flush,
    settle() {
      forget()
      return last.catch(() => undefined)
    },
    close() {
      quietly()
      document.removeEventListener('visibilitychange', away)
      open.delete(form)
    },
  }
  open.add(form)
  return form
}

/** Everything half written on this page is on the disk when this resolves; it rejects when something is not. */
export async function saveAll(): Promise<void> {
  await Promise.all([...open].map((form) => form.flush()))
}
