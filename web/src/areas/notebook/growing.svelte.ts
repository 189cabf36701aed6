/** A list that grows as it is scrolled: only what is near the screen is made. */
import type { Attachment } from 'svelte/attachments'

/** About what a phone shows at once; the next ones follow in the next frames. */
const FIRST = 8
/** So few at once that a slow phone's scrolling does not stumble over them. */
const MORE = 4
/** How far below the screen the next ones are made, in heights of it. */
const AHEAD = 2

export class Growing {
  count = $state(FIRST)

  /** For what stands right below the list: as long as it is near, the list goes on. */
  readonly end: Attachment = (below) => {
    const watcher = new IntersectionObserver(
      (seen) => {
        if (!seen.some((each) => each.isIntersecting)) return
        this.count += MORE
        // Asked anew, it answers in the next frame whether that was enough.
        watcher.unobserve(below)
        watcher.observe(below)
      },
      { rootMargin: `0px 0px ${AHEAD * 100}% 0px` },
    )
    watcher.observe(below)
    return () => {
      watcher.disconnect()
    }
  }

  /** Another list: from its beginning. */
  anew(): void {
    this.count = FIRST
  }
}
