/** Which photos may leave this device. Without the museum's receipt for these very bytes: none. */
import type { Receipt } from './receipts'
import { proofOf } from './receipts'
import type { Instant, Uuid } from './types'

/** A photo in a backup stays for a month, to be looked at without a network. */
const LOOKED_AT_MS = 30 * 86_400_000

export interface Held {
  id: Uuid
  sha256: string
  size: number
  /** Withdrawn: its person took it off before its bytes had gone. */
  upload: 'waiting' | 'received' | 'refused' | 'withdrawn'
  /** Of a recording: how long it is. */
  durationMs?: number
}

/** The museum's name for it. */
export const keyOf = (held: Pick<Held, 'id' | 'durationMs'>): string =>
  `${held.durationMs === undefined ? 'Photo' : 'Recording'}:${held.id}`

/** Photos that may go, the safest first. */
export interface Grounds {
  receipts: ReadonlyMap<string, Receipt>
  /** Photos received before this moment are in a verified backup. */
  backedUpUntil: Instant | undefined
  /** Photos half-made entries speak of. */
  drafted: ReadonlySet<Uuid>
  now: number
  /** How many bytes are wanted; none when there is room enough. */
  wanted: number
}

export function toLetGo(held: readonly Held[], grounds: Grounds): Uuid[] {
  const safe = held.flatMap((photo) => {
    const at = receivedAt(photo, grounds)
    return at === undefined ? [] : [{ ...photo, at, copied: at < Date.parse(grounds.backedUpUntil ?? '') }]
  })
  // What is in no backup yet goes last, and only because otherwise new work would find no room.
  safe.sort((a, b) => Number(b.copied) - Number(a.copied) || a.at - b.at)
  let wanted = grounds.wanted
  return safe.flatMap(({ id, size, at, copied }) => {
    if (!(copied && at < grounds.now - LOOKED_AT_MS) && wanted <= 0) return []
    wanted -= size
    return [id]
  })
}

/** What is known of a photo here when it is asked whether its bytes may stay. */
export interface Stay {
  photo: { state: string; expiresAt?: Instant; expiredAt?: Instant }
  restricted: boolean
  /** When the museum signed for its bytes. */
  receivedAt: number | undefined
  backedUpUntil: Instant | undefined
  now: number
}

/**
 * Whether a photo's bytes leave this device though there is room: its time with the host is over, or custodians
 * alone open it. This device's own clock is believed only about what the museum has.
 */
export function mayNotStay({ photo, restricted, receivedAt: at, backedUpUntil, now }: Stay): boolean {
  if (photo.expiredAt !== undefined) return true
  if (at === undefined || photo.state === 'EXPECTED') return false
  if (photo.expiresAt !== undefined && Date.parse(photo.expiresAt) <= now) return true
  return restricted && at < Date.parse(backedUpUntil ?? '')
}

/** When the museum signed for these very bytes; nothing when it did not, or when they are needed here. */
export function receivedAt(
  photo: Held,
  { receipts, drafted }: Pick<Grounds, 'receipts' | 'drafted'>,
): number | undefined {
  const proof = proofOf(receipts.get(keyOf(photo))?.text ?? '')
  if (photo.upload !== 'received' || drafted.has(photo.id)) return undefined
  if (proof?.entity !== keyOf(photo) || proof.sha256 !== photo.sha256) return undefined
  return Date.parse(proof.receivedAt)
}
