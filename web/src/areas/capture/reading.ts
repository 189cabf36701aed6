/** Reads the code in a picture: with what the browser brings, else in a worker of our own. */

interface Detector {
  detect(from: ImageData): Promise<{ rawValue: string }[]>
}
interface Detectors {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}
/** Gives what the code says, or nothing where there is none to be read. */
export interface Reader {
  read(picture: ImageData): Promise<string>
  close(): void
}

const FORMATS = ['qr_code', 'data_matrix', 'code_128', 'code_39', 'ean_13', 'ean_8']
/** Enough points for the bars of a long number, few enough for a small phone. */
const LONGEST = 800

async function ofTheBrowser(): Promise<Reader | undefined> {
  const Detectors = (globalThis as { BarcodeDetector?: Detectors }).BarcodeDetector
  const known = (await Detectors?.getSupportedFormats().catch(() => [])) ?? []
  const formats = FORMATS.filter((each) => known.includes(each))
  // Where it knows only some kinds, a label of another kind would stay unread for ever.
  if (Detectors === undefined || formats.length < FORMATS.length) return undefined
  const detector = new Detectors({ formats })
  return {
    read: async (picture) => (await detector.detect(picture).catch(() => []))[0]?.rawValue ?? '',
    close: () => undefined,
  }
}

function ofOurOwn(): Reader {
  const worker = new Worker(new URL('../../worker/codes.ts', import.meta.url), { type: 'module' })
  return {
    read: (picture) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data)
        worker.onerror = (event) => reject(new Error(event.message))
        worker.postMessage(picture, [picture.data.buffer])
      }),
    close: () => worker.terminate(),
  }
}

export const openReader = async (): Promise<Reader> => (await ofTheBrowser()) ?? ofOurOwn()

/** What the camera shows, small enough to be read several times a second; undefined while it shows nothing. */
export function glimpse(from: HTMLVideoElement | ImageBitmap): ImageData | undefined {
  const [wide, high] =
    from instanceof HTMLVideoElement ? [from.videoWidth, from.videoHeight] : [from.width, from.height]
  if (wide === 0 || high === 0) return undefined
  const scale = Math.min(1, LONGEST / Math.max(wide, high))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(wide * scale)
  canvas.height = Math.round(high * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context?.drawImage(from, 0, 0, canvas.width, canvas.height)
  return context?.getImageData(0, 0, canvas.width, canvas.height)
}
