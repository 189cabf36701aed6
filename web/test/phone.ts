/** A phone without a screen: real rules, a real store, one clock we turn by hand, and a museum for a network. */
import 'fake-indexeddb/auto'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Platform } from '../src/book/book'
import { createNotebook } from '../src/book/notebook'
import type { DraftPhoto, DraftRecording, ObservationDraft, Picture, SignedIn } from '../src/core/types'
import type { Notebook } from '../src/notebook'
import type { Turn } from '../src/sync/running'
import type { Museum } from './museum'

export const PLACEMENT = '00000000-0000-4000-8000-0000000000aa'

/** Annika shadows Tom; she stands in a gallery. */
export function annika(): SignedIn {
  return {
    person: { id: randomUUID(), name: 'Annika Holm', locale: 'sv' },
    roles: ['PARTICIPANT'],
    feedEpoch: randomUUID(),
  }
}

export function draft(more: Partial<ObservationDraft> = {}): ObservationDraft {
  const note = 'The loan comes in through the shop.'
  return { placementId: PLACEMENT, kind: 'FRICTION', note, audience: 'MENTOR', tags: [], photos: [], ...more }
}

export function picture(size = 1000): DraftPhoto {
  const bytes = new Uint8Array(size)
  for (let at = 0; at < size; at += 65_536) bytes.set(randomBytes(Math.min(65_536, size - at)), at)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { id: randomUUID(), bytes: bytes.buffer, mime: 'image/jpeg', sha256, size, width: 4, height: 3 }
}

export function memo(size = 500): DraftRecording {
  const { width: _width, height: _height, ...bytes } = picture(size)
  return { ...bytes, mime: 'audio/webm', durationMs: 4200 }
}

export class Phone {
  now = Date.parse('2026-10-08T09:30:00.000Z')
  readonly faults: unknown[] = []
  readonly notebook: Notebook
  picture!: Picture
  private timers = new Map<number, { run: () => void; at: number }>()
  private count = 0

  constructor(museum: Museum, more: Partial<Platform> = {}) {
    const platform: Platform = {
      fetch: museum.fetch,
      clock: {
        now: () => this.now,
        zone: () => 'Europe/Stockholm',
        chance: () => 1,
        random: (bytes) => new Uint8Array(randomBytes(bytes)),
      },
      timers: {
        set: (run, ms) => {
          this.timers.set(++this.count, { run, at: this.now + ms })
          return this.count
        },
        clear: (timer) => this.timers.delete(timer as number),
      },
      turns: () => (work) => work(),
      listen: () => () => undefined,
      channel: () => ({ tell: () => undefined, close: () => undefined }),
      fault: (error) => this.faults.push(error),
      ...more,
    }
    this.notebook = createNotebook(platform)
    this.notebook.subscribe((next) => (this.picture = next))
  }

  /** Presses the button and waits until the sender has done what it can. */
  async send(): Promise<void> {
    await this.notebook.tryNow()
    await this.settled()
  }

  /** Lets time pass, and everything that was planned for it happen. */
  async wait(ms: number): Promise<void> {
    this.now += ms
    for (const [id, timer] of [...this.timers])
      if (timer.at <= this.now) {
        this.timers.delete(id)
        timer.run()
      }
    await this.settled()
  }

  /** Until the picture has not changed for a few turns of the loop. */
  async settled(): Promise<void> {
    for (let quiet = 0, last = this.picture; quiet < 5; last = this.picture) {
      await new Promise((resolve) => setTimeout(resolve, 2))
      // On a busy machine two milliseconds are few turns of the loop; the disk needs many.
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
      quiet = last === this.picture ? quiet + 1 : 0
    }
  }
}

/** One lock for all tabs, as Web Locks with `ifAvailable` has it. */
export function oneAtATime(): () => Turn {
  let taken = false
  return () => async (work) => {
    if (taken) return
    taken = true
    try {
      await work()
    } finally {
      taken = false
    }
  }
}

/** Tabs of one browser hear of each other's changes. */
export function hearing(): Platform['channel'] {
  const listeners = new Set<() => void>()
  return (_name, heard) => {
    listeners.add(heard)
    const others = (): (() => void)[] => [...listeners].filter((each) => each !== heard)
    return { tell: () => others().forEach((each) => each()), close: () => listeners.delete(heard) }
  }
}
