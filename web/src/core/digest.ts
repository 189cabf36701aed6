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

/** Bytes of base64, plain or as addresses write it. */
export function unbase64(text: string): ArrayBuffer {
  const digits = text.replace(/=+$/, '').replace(/-/g, '+').replace(/_/g, '/')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const digit of digits) {
    const value = ALPHABET.indexOf(digit)
    if (value < 0) throw new SyntaxError('This is not base64.')
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (held >> bits) & 0xff
  }
  return bytes.buffer
}

/** Base64 of plain text, which here is always ASCII. */
export function base64Text(text: string): string {
  return base64(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))
}
