/** One person's open notebook: what they do goes to disk first, then the sender is told. */
import { fresh, freshSilent, instant, type Clock } from '../core/clock'
import { addressed, type Command } from '../core/commands'
import { HOLD_MS, leavesAt } from '../core/taking-back'
import { unbase64 } from '../core/digest'
import type { Kept, Sending } from '../core/picture'
import type { DraftPart, Observation, Picture, SignedIn, Uuid } from '../core/types'
import { asking, type Fetch } from '../graph/asking'
import { connect, type Connection } from '../local/database'
import { importLock, keepLock, unlock } from '../local/locking'
import { enqueue } from '../local/outbox'
import { letPhotosGo } from '../local/photos'
import { ensureDevice, readKept, witnessed, type Witness } from '../local/reading'
import { discardParked, holdOn, retryParked, settleWordings, takeBack } from '../local/settling'
import { senderLock } from '../core/turns'
import { createSender, type Sender, type Timers, type Turn } from '../sync/running'
import { digest } from '../worker/hashing'
import { renewed } from './phrasing'

/** What the platform gives: handed in, so that a test can be the phone. */
export interface Platform {
  fetch: Fetch
  clock: Clock
  timers: Timers
  turns(name: string): Turn
  /** The same turn, for work that must be done whoever is sending. */
  afterSending?(name: string): Turn
  /** Connects the sender to the browser's events; returns how to let go. */
  listen(sender: Sender): () => void
  /** Hears from the museum that something is new; returns how to let go. Without it, the timer finds out. */
  pokes?(deviceId: Uuid, heard: () => void): () => void
  /** Keeps a photo's small picture for a day without signal; false when it is no use going on. */
  keepThumb?(id: Uuid): Promise<boolean>
  /** Asks the browser to wake the worker when there is a network, even with the app closed. */
  later?(person: Uuid): void
  /** Tells other tabs, and hears from them. */
  channel(name: string, heard: () => void): { tell(): void; close(): void }
  fault(error: unknown): void
  /** Remembers outside the database that there is one; nothing forgets it. */
  witness?: {
    of(person: Uuid): Witness | undefined
    keep(person: Uuid, witness: Witness | undefined): void
  }
}

/** What goes with commands. */
export interface More {
  photoOf?: Uuid
  /** Of the first of them. */
  photos?: readonly DraftPart[]
  /** The key of the draft they were made of. */
  draft?: string | undefined
}

/** Writes what was said, and is done when the screens can see it. */
export type Write = (said: Command | undefined | (Command | undefined)[], more?: More) => Promise<void>

export interface Book {
  person: SignedIn['person']
  /** True while what was left behind here at a sign-out does not open. */
  closed: boolean
  connection: Connection
  read(): Promise<Kept>
  sending(): Sending
  /** Writes down what one press says, whole or not at all; resolves when the disk has it. */
  write(commands: readonly Command[], more?: More): Promise<void>
  /** The subject of an op on an entry this device no longer shows. */
  subjectOf(id: Uuid): Promise<string>
  /** What of this entry the museum would not take or cannot read. */
  refusedParts(observationId: Uuid, shown: Observation): Promise<{ photos: Uuid[]; recordings: Uuid[] }>
  retry(subject: string, seen: Picture): Promise<void>
  discard(subject: string): Promise<void>
  takeBack(opId: Uuid): Promise<boolean>
  /** What was taken away stays longer on this device. */
  holdOn(opId: Uuid): Promise<void>
  /** One of two wordings was chosen, and written. */
  settleWordings(subject: string, field: string): Promise<void>
  tryNow(): Promise<void>
  resume(): void
  close(): Promise<void>
}

/** Takes the key the museum gives with a sign-in, and opens what was left behind here. */
export async function openUp(connection: Connection, secret: string | undefined): Promise<boolean> {
  const key = secret === undefined ? undefined : await importLock(unbase64(secret))
  if (key !== undefined) await keepLock(connection, key)
  return unlock(connection)
}

export async function openBook(
  signedIn: SignedIn,
  platform: Platform,
  changed: () => void,
  redraw: () => void,
): Promise<Book> {
  const { person } = signedIn
  const { clock } = platform
  const connection = connect(person.id)
  const witness = platform.witness?.of(person.id)
  const deviceId = await ensureDevice(connection, freshSilent(clock), { witness, at: instant(clock.now()) })
  const bearWitness = async (): Promise<void> =>
    platform.witness?.keep(person.id, await witnessed(connection, deviceId))
  const closed = await openUp(connection, signedIn.lock).then((open) => !open)
  const name = `understudy:${person.id}`
  const channel = platform.channel(name, changed)
  const sender = createSender(
    {
      ...{ connection, clock, deviceId, digest, fetch: platform.fetch, ask: asking(platform.fetch) },
      changed() {
        changed()
        channel.tell()
        // A database that is just being closed has said what it had to say.
        bearWitness().catch(() => undefined)
      },
      redraw,
      later: () => platform.later?.(person.id),
    },
    platform.turns(senderLock(person.id)),
    platform.timers,
    platform.fault,
  )
  const letGo = platform.listen(sender)
  const stopListening = platform.pokes?.(deviceId, () => void sender.nudge())

  async function written<T>(work: Promise<T>): Promise<T> {
    const done = await work
    // It is on the disk: whoever wrote it must not be told otherwise, or it is written twice.
    await bearWitness().catch(platform.fault)
    changed()
    channel.tell()
    void sender.nudge()
    return done
  }

  return {
    person,
    closed,
    connection,
    read: () => readKept(connection),
    sending: () => sender.sending(),
    write(commands, { photoOf, photos = [], draft } = {}) {
      const entries = commands.map((command, index) => {
        const entry = addressed(command, photoOf)
        const [type, observationId] = entry.lane.split(':')
        return {
          ...entry,
          opId: fresh(clock),
          capturedAt: instant(clock.now()),
          notBefore: leavesAt(command, clock.now()),
          ...(type === 'Observation' && observationId !== undefined ? { observationId } : {}),
          bytes: index === 0 ? photos : [],
        }
      })
      return written(enqueue(connection, entries, draft))
    },
    async subjectOf(id) {
      const ops = await connection.withDb((db) => db.getAll('ops'))
      return ops.find((op) => op.subject.endsWith(`:${id}`))?.subject ?? ''
    },
    async refusedParts(observationId, shown) {
      const kept = await connection.withDb((db) => db.getAll('photos'))
      const refused = kept.filter((each) => each.upload === 'refused' && each.observationId === observationId)
      const ids = new Set(refused.map((each) => each.id))
      const out = (part: { id: Uuid; state: string }): boolean =>
        ids.has(part.id) || part.state === 'QUARANTINED'
      const named = (parts: readonly { id: Uuid; state: string }[]) => parts.filter(out).map(({ id }) => id)
      return { photos: named(shown.photos), recordings: named(shown.recordings) }
    },
    retry(subject, seen) {
      const observations = new Map(seen.observations.map((each) => [each.id, each]))
      const commitments = new Map(seen.commitments.map((each) => [each.id, each]))
      return written(
        retryParked(
          connection,
          subject,
          () => fresh(clock),
          (command) => renewed(command, observations, commitments),
        ),
      )
    },
    discard: (subject) => written(discardParked(connection, subject)),
    takeBack: (opId) => written(takeBack(connection, opId)),
    holdOn: (opId) => written(holdOn(connection, opId, clock.now() + HOLD_MS)),
    settleWordings: (subject, field) => written(settleWordings(connection, subject, field)),
    async tryNow() {
      await letPhotosGo(connection)
      await sender.now()
    },
    resume: () => void sender.nudge(true),
    async close() {
      letGo()
      stopListening?.()
      sender.stop()
      channel.close()
      await connection.close()
    },
  }
}
