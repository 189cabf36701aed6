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
