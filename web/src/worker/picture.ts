/** Develops a photo off the main thread: turned upright, at most 2048 pixels, JPEG, without any metadata. */
import type { Developed, ToDevelop } from '../core/developing'
import { asItCame } from '../core/developing'

declare const self: DedicatedWorkerGlobalScope

const LONGEST = 2048
const QUALITY = 0.82

async function jpeg(file: Blob): Promise<Developed> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
    const width = Math.max(1, Math.round(bitmap.width * scale))
    const height = Math.max(1, Math.round(bitmap.height * scale))
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('No canvas.')
    // JPEG has no transparency: what was clear becomes white, not black.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, width, height)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
    // A browser that cannot write a format gives PNG without saying so.
    if (blob.type !== 'image/jpeg') throw new Error(`Wrote ${blob.type}.`)
    return { bytes: await blob.arrayBuffer(), mime: blob.type, width, height }
  } finally {
    bitmap.close()
  }
}

self.onmessage = async (event: MessageEvent<ToDevelop>) => {
  const file = event.data.file as Blob
  let developed: Developed
  try {
    developed = await jpeg(file)
  } catch {
    // HEIC and the like: the museum can read it, so the original bytes go as they are.
    developed = asItCame(await file.arrayBuffer(), file.type)
  }
  self.postMessage(developed, [developed.bytes])
}
