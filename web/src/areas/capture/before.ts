/** Where the last entry of this day was made and what it was about: the next one is mostly about the same. Pure. */
import type { Observation } from '../../core/types'
import { dateOf } from '../../words/moments'

export interface Before {
  zone: string
  objectNumber: string
}

/**
 * `observations` are newest first. What the entry before left open, this one leaves open too; one that a clock
 * ahead wrote for later is not before anything.
 */
export function before(observations: readonly Observation[], me: string, now: Date): Before {
  const last = observations.find(({ authorId, capturedAt }) => authorId === me && new Date(capturedAt) <= now)
  if (last === undefined || dateOf(last.capturedAt, last.capturedZone) !== dateOf(now))
    return { zone: '', objectNumber: '' }
  return { zone: last.zone ?? '', objectNumber: last.objectNumber ?? '' }
}
