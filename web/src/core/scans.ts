/** What can be a scan of a signed paper: asked before anything is written down, in the museum's own sentences. */

const MOST_MB = 20
const MOST_BYTES = MOST_MB * 1024 * 1024

/** Where in a file its sign stands, and what stands there, each byte a letter. */
const SIGNS: readonly (readonly [number, string])[] = [
  [0, '%PDF-'],
  [0, '\xff\xd8\xff'],
  [0, '\x89PNG\r\n\x1a\n'],
  [4, 'ftypheic'],
  [4, 'ftypmif1'],
]

/** What a field lets somebody choose. */
export const SCANS = 'application/pdf,image/jpeg,image/png,image/heic'

export interface NoScan {
  code: 'TOO_LARGE' | 'WRONG_TYPE'
  sentence: string
}

/** Why these bytes are no scan; nothing when they are one. */
export function noScan(bytes: ArrayBuffer): NoScan | undefined {
  if (bytes.byteLength > MOST_BYTES)
    return { code: 'TOO_LARGE', sentence: `A scan has at most ${String(MOST_MB)} MB.` }
  const head = String.fromCharCode(...new Uint8Array(bytes.slice(0, 16)))
  if (!SIGNS.some(([place, sign]) => head.startsWith(sign, place)))
    return { code: 'WRONG_TYPE', sentence: 'A scan is a PDF, or a picture as JPEG, PNG or HEIC.' }
  return undefined
}
