/** The camera behind the viewfinder: on while somebody looks, off the moment they do not. */

/** `refused`: the person or the device said no. `none`: there is no camera. `busy`: something else holds it. */
export type CameraState = 'off' | 'asking' | 'on' | 'refused' | 'none' | 'busy'

/** Not in every browser, and so not in the types either. */
interface Torch {
  torch?: boolean
}

const TROUBLES: Record<string, CameraState> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
}
/** What a photo is kept at is no larger; more would only warm the phone. */
const WANTED: MediaTrackConstraints = {
  facingMode: { ideal: 'environment' },
  width: { ideal: 2560 },
  height: { ideal: 1440 },
}

export class Camera {
  state = $state<CameraState>('off')
  stream = $state.raw<MediaStream>()
  /** Undefined where the camera has no lamp. */
  lit = $state<boolean>()
  /** Counts the askings: an answer to one that was given up is let go at once. */
  #asked = 0

  async start(): Promise<void> {
    if (this.stream !== undefined || this.state === 'asking') return
    const asked = ++this.#asked
    this.state = 'asking'
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: WANTED, audio: false })
      if (asked !== this.#asked) return release(stream)
      this.#take(stream)
    } catch (error) {
      if (asked === this.#asked) this.state = TROUBLES[(error as DOMException).name] ?? 'busy'
    }
  }

  stop(): void {
    this.#asked += 1
    if (this.stream !== undefined) release(this.stream)
    this.stream = undefined
    this.lit = undefined
    this.state = 'off'
  }

  async light(): Promise<void> {
    const lit = this.lit !== true
    const wish = { advanced: [{ torch: lit }] } as unknown as MediaTrackConstraints
    await this.#track?.applyConstraints(wish)
    this.lit = lit
  }

  #take(stream: MediaStream): void {
    this.stream = stream
    this.state = 'on'
    const able = this.#track?.getCapabilities?.() as Torch | undefined
    this.lit = able?.torch === true ? false : undefined
    // Another app may take the camera away, or somebody the permission.
    this.#track?.addEventListener('ended', () => {
      if (this.stream !== stream) return
      this.stop()
      this.state = 'busy'
    })
  }

  get #track(): MediaStreamTrack | undefined {
    return this.stream?.getVideoTracks()[0]
  }
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** What the video shows at this moment, whole, as a file for the darkroom. */
export async function snapshot(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('No picture.')) : resolve(blob)),
      'image/jpeg',
      0.92,
    ),
  )
}
