/** Ids made on the device: v7 for entries, so they sort by time; v4 where the time must not show. */
import type { Uuid } from './types'

/** Fresh random bytes; the platform's source is handed in. */
export type Random = (count: number) => Uint8Array

function written(bytes: Uint8Array): Uuid {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function marked(bytes: Uint8Array, version: number): Uint8Array {
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes
}

/** A random id. */
export function uuidV4(random: Random): Uuid {
  return written(marked(random(16).slice(), 4))
}

/** An id that begins with the millisecond it was made. */
export function uuidV7(now: number, random: Random): Uuid {
  const bytes = random(16).slice()
  let rest = Math.max(0, Math.floor(now))
  for (let place = 5; place >= 0; place--) {
    bytes[place] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return written(marked(bytes, 7))
}

/** `Observation:0197…` → `0197…`: on the wire ids carry their type, here rows do. */
export function bare(graphId: string): Uuid {
  return graphId.slice(graphId.indexOf(':') + 1)
}
