/** The sender: one at a time among all tabs, entries first, then photos, then what is new; and when to try again. */
import { waitFor } from '../core/backoff'
import { instant } from '../core/clock'
import type { Sending } from '../core/picture'
import type { SyncReason, Uuid } from '../core/types'
import { nextFree } from '../core/outbox'
import { forgetPhotos } from '../graph/shown-photos'
import { Trouble, type TroubleKind } from '../graph/trouble'
import { Closed } from '../local/database'
import { forgetWhatIsThere } from '../local/forgetting'
import { partWithBytes } from '../local/parting'
import { nextPhotoAt } from '../local/photos'
import { hasMet } from '../local/reading'
import { pullAll } from './pulling'
import { greet, pushAll } from './pushing'
import { sendNextPhoto } from './sending-photos'
import type { Way } from './way'

const POLL_MS = 15_000

/** Runs the work when no other tab does it; without Web Locks it just runs, and ids keep it harmless. */
export type Turn = (work: () => Promise<void>) => Promise<void>

export interface Timers {
  set(run: () => void, ms: number): unknown
  clear(timer: unknown): void
}

export interface Sender {
  /** A reason to look: start, network, visible again, saved. `fresh` forgets the waiting. */
  nudge(fresh?: boolean): Promise<void>
  /** Somebody pressed the button, and wants to see that it tries. */
  now(): Promise<void>
  sending(): Sending
  /** While hidden nothing is polled; what waits is still tried when somebody nudges. */
  visible(now: boolean): void
  stop(): void
}

/** Only a person can help here; trying again by itself would not. */
const PAUSING = new Set<TroubleKind>(['signed-out', 'blocked', 'revoked'])

function reasonOf(trouble: Trouble): SyncReason {
  if (trouble.kind === 'refused') return 'server'
  return trouble.kind
}

export function createSender(
  way: Omit<Way, 'underWay'>,
  turn: Turn,
  timers: Timers,
  fault: (error: unknown) => void,
): Sender {
  let sending: Sending = { reason: 'none', underWay: new Set<Uuid>() }
  let running: Promise<void> | undefined
  let again = false
  let failures = 0
  let paused = false
  let awake = true
  let stopped = false
  let asked = false
  let timer: unknown

  const full: Way = {
    ...way,
    underWay(opIds) {
      sending = { ...sending, underWay: new Set(opIds) }
      way.redraw()
    },
  }

  function say(reason: SyncReason, nextTryAt?: number): void {
    const same = sending.reason === reason && sending.since !== undefined
    if (same && reason === 'none') return
    sending = {
      reason,
      underWay: sending.underWay,
      since: same ? sending.since! : instant(way.clock.now()),
      ...(nextTryAt === undefined ? {} : { nextTryAt: instant(nextTryAt) }),
    }
    way.redraw()
  }

  async function round(): Promise<void> {
    if (await pushAll(full)) await report()
    // Before anything of the museum is written here, it says whether this is still the same person's session.
    if (!(await hasMet(way.connection))) await greet(full)
    if (await pullAll(full)) {
      await greet(full)
      if (await pushAll(full)) await pullAll(full)
    }
    while (!stopped && (await sendNextPhoto(full))) if (await pushAll(full)) await pullAll(full)
  }

  /** What waits here, told when it has changed: the museum asks after queues that do not move. */
  async function report(): Promise<void> {
    const waiting = await way.connection.withDb((db) => db.count('ops'))
    if (waiting === 0) await greet(full)
  }

  function plan(ms: number): void {
    timers.clear(timer)
    if (stopped || paused || !awake) return
    timer = timers.set(() => void nudge(), ms)
  }

  /** Until the next held op or photo may go; at the latest until the next look at what is new. */
  async function untilNext(): Promise<number> {
    const now = way.clock.now()
    const ops = await way.connection.withDb((db) => db.getAll('ops'))
    const moments = [nextFree(ops, now), await nextPhotoAt(way.connection, now)]
    const first = Math.min(...moments.map((moment) => moment ?? Infinity))
    // Phones of one gallery must not all ask in the same second.
    const poll = POLL_MS * (0.5 + way.clock.chance() / 2)
    return Math.min(poll, Math.max(500, first - now))
  }

  async function settle(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      failures = 0
      paused = false
      say('none')
      plan(await untilNext())
    } catch (error) {
      if (stopped || error instanceof Closed) return
      const trouble = error instanceof Trouble ? error : new Trouble('server', { code: 'OWN_FAULT' })
      failures += 1
      paused = PAUSING.has(trouble.kind)
      // Somebody has said that this device is lost: what the museum has does not stay on it.
      if (trouble.kind === 'revoked') {
        await forgetWhatIsThere(way.connection)
        await forgetPhotos()
        way.changed()
      }
      const wait = waitFor(failures, way.clock.chance(), trouble.retryAfterMs)
      say(reasonOf(trouble), paused ? undefined : way.clock.now() + wait)
      plan(wait)
      if (trouble.kind === 'offline' || trouble.kind === 'server') way.later?.()
      if (!(error instanceof Trouble)) fault(error)
      // What was to be kept until now goes without the museum’s help, too.
      await partWithBytes(way.connection, way.clock.now())
    }
  }

  async function run(): Promise<void> {
    do {
      again = false
      await turn(async () => {
        if (stopped) return
        const waiting = await way.connection.withDb((db) => db.count('ops'))
        if (asked || (waiting > 0 && sending.reason === 'none')) say('trying')
        asked = false
        await settle(round)
      })
    } while (again && !stopped)
    // The turn may have been another tab's: look again later, in case it was closed.
    if (timer === undefined) plan(POLL_MS)
  }

  function nudge(fresh = false): Promise<void> {
    if (stopped) return Promise.resolve()
    if (fresh) {
      failures = 0
      paused = false
    } else if (paused) {
      return Promise.resolve()
    }
    if (running !== undefined) {
      again = true
      return running
    }
    timers.clear(timer)
    timer = undefined
    running = run()
      .catch((error: unknown) => {
        if (!stopped && !(error instanceof Closed)) fault(error)
      })
      .finally(() => (running = undefined))
    return running
  }

  return {
    nudge,
    now() {
      asked = true
      return nudge(true)
    },
    sending: () => sending,
    visible(now) {
      awake = now
      if (now) void nudge(true)
      else timers.clear(timer)
    },
    stop() {
      stopped = true
      timers.clear(timer)
    },
  }
}
