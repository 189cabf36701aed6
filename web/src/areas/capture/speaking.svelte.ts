/** A voice memo under way: heard piece by piece, and every piece is on the disk before the next one comes. */
import { isFull } from '../../core/full'
import type { DraftRecording, Spoken } from '../../core/types'
import { notebook } from '../../notebook'

const PIECE_MS = 1000
const TICK_MS = 250
/** The museum takes an hour; what is said while it ends has to fit too. */
export const LONGEST_MS = 3_590_000
/** From here on it is told how much is left. */
const SOON_MS = LONGEST_MS - 300_000
/** Enough for a voice: an hour has 20 MB. */
const BITS_A_SECOND = 48_000

type Keep = (piece: Spoken) => Promise<boolean>

export class Speaking {
  readonly id = crypto.randomUUID()
  elapsed = $state(0)
  /** The device has no room for what is said from here on. */
  roomless = $state(false)
  /** It came to its end by itself. */
  longest = $state(false)
  readonly left = $derived(this.elapsed < SOON_MS ? undefined : LONGEST_MS - this.elapsed)
  readonly over: Promise<DraftRecording>

  readonly #recorder: MediaRecorder
  readonly #keep: Keep
  readonly #began = performance.now()
  readonly #pieces: Blob[] = []
  /** How many pieces are on the disk in one row. */
  #before = 0
  /** How many of the pieces heard those make up. */
  #reached = 0
  #keeping: Promise<void> = Promise.resolve()

  constructor(stream: MediaStream, keep: Keep) {
    this.#keep = keep
    const recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS_A_SECOND })
    this.#recorder = recorder
    const ticking = setInterval(() => {
      this.elapsed = performance.now() - this.#began
      if (this.elapsed < LONGEST_MS || recorder.state !== 'recording') return
      this.longest = true
      this.end()
    }, TICK_MS)
    recorder.ondataavailable = ({ data }) => this.#heard(data)
    this.over = new Promise<void>((resolve) => (recorder.onstop = () => resolve())).then(async () => {
      clearInterval(ticking)
      for (const track of stream.getTracks()) track.stop()
      await this.#keeping
      return notebook.prepareRecording(this.#whole(), this.#durationMs(), this.id)
    })
    recorder.start(PIECE_MS)
  }

  end(): void {
    if (this.#recorder.state === 'recording') this.#recorder.stop()
  }

  #durationMs(): number {
    return Math.min(LONGEST_MS, Math.round(performance.now() - this.#began))
  }

  #whole(pieces: Blob[] = this.#pieces): Blob {
    return new Blob(pieces, { type: this.#recorder.mimeType })
  }

  #heard(piece: Blob): void {
    if (piece.size === 0) return
    this.#pieces.push(piece)
    this.#keeping = this.#keeping.then(() => this.#write()).catch((error: unknown) => this.#failed(error))
  }

  /** Writes what came since the last time; all of it, where what was written is not there any more. */
  async #write(): Promise<void> {
    // Each failed write takes room of its own, and a recording with a hole cannot be played.
    if (this.roomless) return
    if (!(await this.#writeFrom(this.#reached))) {
      this.#before = 0
      await this.#writeFrom(0)
    }
  }

  async #writeFrom(from: number): Promise<boolean> {
    const until = this.#pieces.length
    if (from === until) return true
    const bytes = await this.#whole(this.#pieces.slice(from, until)).arrayBuffer()
    const [mime = ''] = this.#recorder.mimeType.split(';')
    const { id } = this
    const durationMs = this.#durationMs()
    if (!(await this.#keep({ id, mime, durationMs, before: this.#before, bytes }))) return false
    this.#before += 1
    this.#reached = until
    return true
  }

  #failed(error: unknown): void {
    if (isFull(error)) this.roomless = true
  }
}
