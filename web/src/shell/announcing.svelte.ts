/** What has just happened, said once and politely. */
let message = $state('')
let timer: ReturnType<typeof setTimeout> | undefined

export const announced = {
  get message() {
    return message
  },
}

const STAYS_MS = 4000

export function announce(words: string): void {
  message = words
  clearTimeout(timer)
  timer = setTimeout(() => (message = ''), STAYS_MS)
}

/** At most once a minute: somebody who listens is doing something else. */
const BETWEEN_MS = 60_000
let spoken = $state('')
let lastSpoken = 0
let lastWorst: string | undefined

export const heard = {
  get words() {
    return spoken
  },
}

/** Says the sync state aloud when the worst state has changed, not at every step. */
export function politely(worst: string, words: string): void {
  const changed = lastWorst !== undefined && lastWorst !== worst
  lastWorst = worst
  const now = Date.now()
  if (!changed || now - lastSpoken < BETWEEN_MS) return
  lastSpoken = now
  spoken = words
}
