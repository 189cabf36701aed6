/** Reads codes off the main thread, so that the picture in the viewfinder keeps moving. */
import { decode, grey } from './decoding'

declare const self: DedicatedWorkerGlobalScope

self.onmessage = ({ data }: MessageEvent<ImageData>) =>
  self.postMessage(decode(grey(data), data.width, data.height) ?? '')
