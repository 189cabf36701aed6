/** How much room is left for what people keep: looked at now and then, and told in time. */
import { notebook } from '../notebook'
import { room } from './storing'

/** From this part on it is told; what the museum has signed for leaves first. */
const FULL = 0.8
/** Then room is made down to this part. */
const EASY = 0.7
const EVERY_MS = 10 * 60_000

let short = $state(false)
let free = $state(0)

export const roomLeft = {
  /** True while little is left, after everything that may go has gone. */
  get short() {
    return short
  },
  /** In bytes. */
  get free() {
    return free
  },
}

/** Looks, lets go of what may go, and looks again. */
export async function lookForRoom(): Promise<void> {
  const before = await room()
  if (before === null) return
  const quota = before.used + before.free
  const tight = before.used > quota * FULL
  const made = await notebook.makeRoom(tight ? before.used - quota * EASY : 0).catch(() => 0)
  const now = made > 0 ? ((await room()) ?? before) : before
  short = now.used > quota * FULL
  free = now.free
}

export function watchRoom(): void {
  const look = (): void => void lookForRoom().catch(() => undefined)
  look()
  setInterval(look, EVERY_MS)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look()
  })
}
