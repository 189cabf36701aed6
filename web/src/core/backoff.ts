/** How long to wait before trying again: exponential, with full jitter, so phones do not come back in step. */

export const BASE_MS = 2_000
export const CAP_MS = 300_000

/** `failures` counts from 1; the museum's own Retry-After is the least we wait. */
export function waitFor(failures: number, chance: number, retryAfterMs = 0): number {
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(30, Math.max(0, failures - 1)))
  return Math.max(retryAfterMs, Math.round(ceiling * chance))
}
