/** Where the last entry of this day was made and what it was about: the next one is mostly about the same. Pure. */
import type { Observation, PlainDate } from '../../core/types'
import { dateOf } from '../../words/moments'

export interface Before {
  zone: string
  objectNumber: string
}

/** `observations` are newest first. What the entry before left open, this one leaves open too. */
export function before(observations: readonly Observation[], me: string, today: PlainDate): Before {
  const last = observations.find(
    ({ authorId, capturedAt, capturedZone }) => authorId === me && dateOf(capturedAt, capturedZone) === today,
  )
  return { zone: last?.zone ?? '', objectNumber: last?.objectNumber ?? '' }
}
