/** Codes drawn as a printer draws them are read as a phone sees them. */
import BarcodeFormat from '@zxing/library/es2015/core/BarcodeFormat'
import DataMatrixWriter from '@zxing/library/es2015/core/datamatrix/DataMatrixWriter'
import Code128Reader from '@zxing/library/es2015/core/oned/Code128Reader'
import QRCodeWriter from '@zxing/library/es2015/core/qrcode/QRCodeWriter'
import { describe, expect, it } from 'vitest'
import { decode, grey } from '../../src/worker/decoding'

const [WIDE, HIGH] = [640, 480]
const NUMBER = 'STR 1932.14'

/** A label in the middle of a dim picture, drawn point by point. */
function seen(across: number, down: number, ink: (x: number, y: number) => boolean): Uint8ClampedArray {
  const point = Math.max(1, Math.floor(Math.min((WIDE * 0.8) / across, (HIGH * 0.8) / down)))
  const [left, top] = [(WIDE - across * point) >> 1, (HIGH - down * point) >> 1]
  const data = new Uint8ClampedArray(WIDE * HIGH * 4).fill(150)
  for (let y = 0; y < down * point; y++)
    for (let x = 0; x < across * point; x++)
      if (ink(Math.floor(x / point), Math.floor(y / point)))
        data.fill(40, ((top + y) * WIDE + left + x) * 4, ((top + y) * WIDE + left + x) * 4 + 3)
  return grey({ data, width: WIDE, height: HIGH } as ImageData)
}

/** Bars in the order Code 128 has them, letters as they are. */
function bars(text: string): boolean[] {
  const START = 104
  const values = [START, ...[...text].map((letter) => letter.charCodeAt(0) - 32)]
  const check = values.reduce((sum, value, at) => sum + value * Math.max(1, at), 0) % 103
  const patterns = Reflect.get(Code128Reader, 'CODE_PATTERNS') as number[][]
  const widths = [...values, check, 106].flatMap((value) => [...patterns[value]!])
  return widths.flatMap((width, at) => new Array<boolean>(width).fill(at % 2 === 0))
}

describe('a picture', () => {
  it('without a code says nothing', () => {
    expect(decode(new Uint8ClampedArray(WIDE * HIGH).fill(190), WIDE, HIGH)).toBeUndefined()
    const noise = Uint8ClampedArray.from({ length: WIDE * HIGH }, (_, at) => (at * 7919) % 251)
    expect(decode(noise, WIDE, HIGH)).toBeUndefined()
  })

  it.each([
    ['QR', new QRCodeWriter(), BarcodeFormat.QR_CODE],
    ['Data Matrix', new DataMatrixWriter(), BarcodeFormat.DATA_MATRIX],
  ])('of a %s label says what stands in it', (_name, writer, format) => {
    const code = writer.encode(NUMBER, format, 0, 0, new Map())
    const picture = seen(code.getWidth(), code.getHeight(), (x, y) => code.get(x, y))
    expect(decode(picture, WIDE, HIGH)).toBe(NUMBER)
  })

  it('of bars says what stands in them, upright or on its side', () => {
    const row = bars(NUMBER)
    expect(
      decode(
        seen(row.length, 60, (x) => row[x] === true),
        WIDE,
        HIGH,
      ),
    ).toBe(NUMBER)
    expect(
      decode(
        seen(60, row.length, (_x, y) => row[y] === true),
        WIDE,
        HIGH,
      ),
    ).toBe(NUMBER)
  })
})
