/** Hashes as the wire writes them. */

/** sha256 of bytes; the platform's own where there is one. */
export type Digest = (bytes: ArrayBuffer) => Promise<ArrayBuffer>

export function hex(hash: ArrayBuffer): string {
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let place = 0; place < bytes.length; place += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(place, place + 3)
    const three = (a << 16) | (b << 8) | c
    for (let digit = 0; digit < 4; digit++)
      text += place * 8 + digit * 6 < bytes.length * 8 ? ALPHABET[(three >> (18 - digit * 6)) & 63]! : '='
  }
  return text
}

/** Base64 of plain text, which here is always ASCII. */
export function base64Text(text: string): string {
  return base64(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))
}
