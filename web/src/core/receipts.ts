/** The museum's signed word that it has something, as far as a phone reads it. The signature is for others to check. */
import { unbase64 } from './digest'
import type { Instant } from './types'

/** What a receipt says. */
export interface Proof {
  of: 'operation' | 'photo' | 'recording'
  /** `Observation:0197…`, `Photo:0197…`. */
  entity: string
  sha256: string
  size: number
  receivedAt: Instant
}

/** A receipt on this device. */
export interface Receipt {
  /** The op it answers, or `Photo:0197…`. */
  id: string
  entity: string
  text: string
  receivedAt: Instant
}

/** Reads a compact JWS; nothing when it is not one of ours. */
export function proofOf(receipt: string): Proof | undefined {
  try {
    const bytes = new Uint8Array(unbase64(receipt.split('.')[1] ?? ''))
    // Everything in it is ASCII.
    const proof = JSON.parse(String.fromCharCode(...bytes)) as Partial<Proof>
    return typeof proof.entity === 'string' && typeof proof.receivedAt === 'string'
      ? (proof as Proof)
      : undefined
  } catch {
    return undefined
  }
}

export function receiptOf(id: string, text: string): Receipt | undefined {
  const proof = proofOf(text)
  return proof === undefined ? undefined : { id, entity: proof.entity, text, receivedAt: proof.receivedAt }
}

/** What people call it, e.g. over the telephone. */
export const shortName = (receipt: string): string => receipt.slice(-8)
