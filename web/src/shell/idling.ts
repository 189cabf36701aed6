/** What can wait: done a little at a time, while nobody's finger needs an answer. */

const AT_LATEST_MS = 5000
/** Where the browser does not say when it is idle. */
const GUESSED_MS = 50
/** What must be left of an idle moment to begin one more step in it. */
const ENOUGH_MS = 8

function whenIdle(work: (left: () => number) => void): void {
  if ('requestIdleCallback' in globalThis)
    requestIdleCallback((idle) => work(() => idle.timeRemaining()), { timeout: AT_LATEST_MS })
  else setTimeout(work, GUESSED_MS, () => 0)
}

/** Takes the steps one after the other in idle moments; what it returns stops it. */
export function idly(steps: Iterator<unknown>): () => void {
  let stopped = false
  const some = (left: () => number): void => {
    do if (stopped || steps.next().done === true) return
    while (left() > ENOUGH_MS)
    whenIdle(some)
  }
  whenIdle(some)
  return () => {
    stopped = true
  }
}
