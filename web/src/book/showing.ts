/** The present picture, and everybody who wants to see it. */
import { NOTHING, drawn, whileSending, type Drawn, type Kept, type Sending } from '../core/picture'
import type { Person, Picture, Uuid } from '../core/types'

export interface Showing {
  subscribe(run: (picture: Picture) => void): () => void
  picture(): Picture
  /** Reads everything again; calls while one reading runs are answered by one more. */
  refresh(): Promise<void>
  /** Draws again from what was read, when only the sender's doing has changed. */
  redraw(): void
  clear(): void
}

export interface Source {
  read(): Promise<Kept>
  sending(): Sending
  me: Person
}

export function createShowing(source: () => Source | undefined): Showing {
  const watchers = new Set<(picture: Picture) => void>()
  let picture = NOTHING
  let kept: Kept | undefined
  let last: { underWay: ReadonlySet<Uuid>; picture: Drawn } | undefined
  let reading: Promise<void> | undefined
  let stale = false

  function show(next: Picture): void {
    picture = next
    for (const watcher of watchers) watcher(next)
  }

  function redraw(): void {
    const from = source()
    if (from === undefined || kept === undefined) return
    const sending = from.sending()
    const { underWay } = sending
    if (last?.underWay !== underWay) last = { underWay, picture: drawn(kept, underWay, from.me) }
    show(whileSending(last.picture, sending))
  }

  async function read(): Promise<void> {
    do {
      stale = false
      const from = source()
      if (from === undefined) return
      const fresh = await from.read()
      // Somebody may have closed the book, or opened another person's, in the meantime.
      if (source() !== from) return
      kept = fresh
      last = undefined
      redraw()
    } while (stale)
  }

  return {
    subscribe(run) {
      watchers.add(run)
      run(picture)
      return () => watchers.delete(run)
    },
    picture: () => picture,
    refresh() {
      stale = true
      reading ??= read().finally(() => (reading = undefined))
      return reading
    },
    redraw,
    clear() {
      kept = undefined
      last = undefined
      show(NOTHING)
    },
  }
}
