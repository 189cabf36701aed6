/** A device without room says so by this name; Chromium has made it a class of its own, so only the name is sure. */
export const isFull = (error: unknown): boolean =>
  error instanceof Error && error.name === 'QuotaExceededError'
