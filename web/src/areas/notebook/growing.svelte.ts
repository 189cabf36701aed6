/** A list that grows: what is near the screen at once, what a year brings in idle moments, the rest as it is scrolled. */
import { flushSync } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import { idly } from '../../shell/idling'

/** About what a phone shows at once; the next ones follow in the next frames. */
const FIRST = 8
/** So few at once that a slow phone's scrolling does not stumble over them. */
const MORE = 4
/** So many are made without anybody scrolling: the browser's own search and a screen reader find them all. */
const BY_ITSELF = 200
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
    this.#goOn()
    return () => {
      this.#stop()
      watcher.disconnect()
    }
  }

  /** Another list: from its beginning. */
  anew(): void {
    this.count = FIRST
    this.#goOn()
  }

  #stop = (): void => undefined

  #goOn(): void {
    this.#stop()
    this.#stop = idly(this.#byItself())
  }

  /** Each step is drawn before the next is begun: what is left of an idle moment is known only then. */
  *#byItself(): Generator<void> {
    while (this.count < BY_ITSELF) yield flushSync(() => void (this.count += MORE))
  }
}
