/** Finds a code in a grey picture: what museums print on labels, QR, Data Matrix, Code 128, Code 39 and EAN. Pure. */
import BinaryBitmap from '@zxing/library/es2015/core/BinaryBitmap'
import HybridBinarizer from '@zxing/library/es2015/core/common/HybridBinarizer'
import DataMatrixReader from '@zxing/library/es2015/core/datamatrix/DataMatrixReader'
import DecodeHintType from '@zxing/library/es2015/core/DecodeHintType'
import Code128Reader from '@zxing/library/es2015/core/oned/Code128Reader'
import Code39Reader from '@zxing/library/es2015/core/oned/Code39Reader'
import MultiFormatUPCEANReader from '@zxing/library/es2015/core/oned/MultiFormatUPCEANReader'
import QRCodeReader from '@zxing/library/es2015/core/qrcode/QRCodeReader'
import type Reader from '@zxing/library/es2015/core/Reader'
import RGBLuminanceSource from '@zxing/library/es2015/core/RGBLuminanceSource'

/** Looks along every few rows instead of the middle ones. */
const HARDER = new Map<DecodeHintType, unknown>([[DecodeHintType.TRY_HARDER, true]])
const SQUARES: readonly Reader[] = [new QRCodeReader(), new DataMatrixReader()]
const BARS: readonly Reader[] = [
  new Code128Reader(),
  new Code39Reader(false, true),
  new MultiFormatUPCEANReader(HARDER),
]

/** The brightness of each point, as the eye weighs the colours. */
export function grey({ data, width, height }: ImageData): Uint8ClampedArray {
  const light = new Uint8ClampedArray(width * height)
  for (let at = 0, from = 0; at < light.length; at++, from += 4)
    light[at] = (data[from]! * 77 + data[from + 1]! * 150 + data[from + 2]! * 29) >> 8
  return light
}

/** The same picture on its side. */
function turned(light: Uint8ClampedArray, width: number, height: number): Uint8ClampedArray {
  const side = new Uint8ClampedArray(light.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) side[x * height + y] = light[y * width + x]!
  return side
}

function tried(readers: readonly Reader[], light: Uint8ClampedArray, width: number, height: number) {
  const picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(light, width, height)))
  for (const reader of readers)
    try {
      return reader.decode(picture, HARDER).getText()
    } catch {
      // That is how a reader says that there is no code of its kind.
    }
  return undefined
}

/** What the code in this picture says, or undefined where none can be read. */
export function decode(light: Uint8ClampedArray, width: number, height: number): string | undefined {
  return (
    tried([...SQUARES, ...BARS], light, width, height) ??
    tried(BARS, turned(light, width, height), height, width)
  )
}
