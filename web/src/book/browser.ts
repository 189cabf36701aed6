/** The platform as browsers have it. */
import { listenForPokes } from '../sync/poking'
import { SEND_LATER } from '../core/turns'
import { afterSending, listen, turns } from '../sync/triggers'
import { keepThumb } from '../worker/keeping'
import type { Platform } from './book'

/** Background Sync, where there is such a thing. */
interface Waking {
  sync?: { register(tag: string): Promise<void> }
}

const WITNESS = 'understudy:kept:'

export function browser(): Platform {
  return {
    fetch: (input, init) => fetch(input, init),
    clock: {
      now: () => Date.now(),
      zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
      chance: () => Math.random(),
      random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    },
    timers: {
      set: (run, ms) => setTimeout(run, ms),
      clear: (timer) => clearTimeout(timer as number),
    },
    turns,
    afterSending,
    listen,
    pokes: listenForPokes,
    keepThumb,
    later(person) {
      const worker = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker
      void worker?.ready
        .then((ready) => (ready as Waking).sync?.register(SEND_LATER + person))
        // Not every browser may, and none has to.
        .catch(() => undefined)
    },
    channel(name, heard) {
      if (!('BroadcastChannel' in globalThis)) return { tell: () => undefined, close: () => undefined }
      const channel = new BroadcastChannel(name)
      channel.onmessage = heard
      return { tell: () => channel.postMessage('changed'), close: () => channel.close() }
    },
    fault: (error) => reportError(error),
    witness: {
      of(person) {
        try {
          return JSON.parse(localStorage.getItem(WITNESS + person) ?? 'null') ?? undefined
        } catch {
          return undefined
        }
      },
      keep(person, witness) {
        try {
          if (witness === undefined) localStorage.removeItem(WITNESS + person)
          else localStorage.setItem(WITNESS + person, JSON.stringify(witness))
        } catch {
          // A private window forgets; it forgets the database too.
        }
      },
    },
  }
}
