/** What goes into the picture worker and what comes out, and pictures this browser cannot read. */

export interface ToDevelop {
  file: { readonly type: string; arrayBuffer(): Promise<ArrayBuffer> }
}

export interface Developed {
  bytes: ArrayBuffer
  mime: string
  width: number
  height: number
}

const LETTERS = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))

const HEIC = new Set(['heic', 'heix', 'hevc', 'mif1', 'msf1', 'heim', 'heis'])

/** How many bytes of the head are searched for the size. */
const HEAD = 64 * 1024

/** The largest size an HEIC file speaks of in its `ispe` boxes; nothing when it speaks of none. */
function heicSize(view: DataView): { width: number; height: number } | undefined {
  let best: { width: number; height: number } | undefined
  for (let at = 4; at + 16 <= Math.min(view.byteLength, HEAD); at++) {
    if (view.getUint8(at) !== 0x69 || LETTERS(view, at) !== 'ispe') continue
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    if (best === undefined || found.width * found.height > best.width * best.height) best = found
  }
  return best !== undefined && best.width > 0 && best.height > 0 ? best : undefined
}

/**
 * The original bytes, for the museum to read. Names lie (an HEIC may be called .jpg), so the bytes are asked.
 * A size that is unknown here is 1 × 1 until the museum has read the picture.
 */
export function asItCame(bytes: ArrayBuffer, type: string): Developed {
  const view = new DataView(bytes)
  const heic = bytes.byteLength >= 12 && LETTERS(view, 4) === 'ftyp' && HEIC.has(LETTERS(view, 8))
  const mime = heic ? 'image/heic' : type === '' ? 'application/octet-stream' : type
  return { bytes, mime, ...(heicSize(view) ?? { width: 1, height: 1 }) }
}
