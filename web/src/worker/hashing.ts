/** sha256 by the platform; by a small module where the page is not in a secure context (http on a LAN). */
import type { Digest } from '../core/digest'

export const digest: Digest = async (bytes) => {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle
  if (subtle !== undefined) return subtle.digest('SHA-256', bytes)
  const { sha256 } = await import('@noble/hashes/sha2.js')
  return sha256(new Uint8Array(bytes)).slice().buffer
}
