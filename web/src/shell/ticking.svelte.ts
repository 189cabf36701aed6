/** The present minute, for plans and "today". It catches up when the app comes back into view. */
let now = $state.raw(new Date())

const tick = () => (now = new Date())

export const ticking = {
  get now() {
    return now
  },
  start(): void {
    setInterval(tick, 30_000)
    document.addEventListener('visibilitychange', tick)
  },
}
