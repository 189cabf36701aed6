/** Time, chance and ids as values, so that every rule can be told the hour. */
import type { Random } from './ids'
import { uuidV4, uuidV7 } from './ids'
import type { Instant, Uuid } from './types'

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** The device's IANA zone, e.g. `Europe/Stockholm`. */
  zone(): string
  /** Between 0 and 1, for jitter. */
  chance(): number
  random: Random
}

export function instant(ms: number): Instant {
  return new Date(ms).toISOString()
}

/** A fresh id for an entry. */
export function fresh(clock: Clock): Uuid {
  return uuidV7(clock.now(), clock.random)
}

/** A fresh id that does not tell when it was made. */
export function freshSilent(clock: Clock): Uuid {
  return uuidV4(clock.random)
}
