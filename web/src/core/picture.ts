/** Everything the screens show, worked out from what is kept on this device. Pure: rows and ops in, picture out. */
import type { AckedOp, QueuedOp } from './commands'
import { bySubject, observationState, plainState, worst, type Told } from './entries'
import { overlaid } from './overlay'
import type { Receipt } from './receipts'
import { takenAway } from './taking-back'
import type { Row } from './rows'
import { unsettled } from './unsettled'
import type { Cleared, Instant, Person, Picture, SyncReason, Uuid } from './types'
import { worldOf, type LocalPhoto, type World } from './world'

/** What is kept on this device. */
export interface Kept {
  rows: readonly Row[]
  ops: readonly QueuedOp[]
  acked: readonly AckedOp[]
  photos: readonly LocalPhoto[]
  receipts: readonly Receipt[]
  /** Photos whose bytes are here. */
  bytesHere: ReadonlySet<Uuid>
  lastSafeAt?: Instant
  filled: boolean
  cleared?: Cleared
}

/** What the sender is doing at this moment. */
export interface Sending {
  reason: SyncReason
  since?: Instant
  nextTryAt?: Instant
  underWay: ReadonlySet<Uuid>
  /** What was left behind here does not open. */
  closed?: boolean
}

export const NOTHING: Picture = {
  me: null,
  placements: [],
  days: [],
  observations: [],
  commitments: [],
  debriefs: [],
  people: [],
  museums: [],
  programmes: [],
  photoRules: [],
  applications: [],
  sync: { worst: 'safe', waiting: 0, photosWaiting: 0, reason: 'none', items: [] },
  ready: false,
  filled: false,
}

function peopleOf(world: World): Person[] {
  const memberships = world.of('Membership')
  return world.of('Person').map((person) => ({
    ...person,
    memberships: memberships.filter((membership) => membership.personId === person.id),
  }))
}

/** The newest receipt of each thing. */
function byEntity(receipts: readonly Receipt[]): Map<string, Receipt> {
  const found = new Map<string, Receipt>()
  for (const receipt of receipts)
    if ((found.get(receipt.entity)?.receivedAt ?? '') <= receipt.receivedAt)
      found.set(receipt.entity, receipt)
  return found
}

function told(kept: Kept, underWay: ReadonlySet<Uuid>): Told {
  return {
    queued: bySubject(kept.ops),
    acked: bySubject(kept.acked),
    underWay,
    receipts: byEntity(kept.receipts),
  }
}

/** Works out every entry's mark, in place. */
function mark(world: World, facts: Told, photos: readonly LocalPhoto[], me: Uuid): void {
  const uploads = new Map(photos.map((photo) => [photo.id, photo]))
  for (const observation of world.observations.values()) {
    observation.comments = observation.comments.map((comment) => ({
      ...comment,
      entry: plainState(`Comment:${comment.id}`, facts, comment.receivedAt),
    }))
    observation.decisions = observation.decisions.map((decision) => ({
      ...decision,
      entry: plainState(`Decision:${decision.id}`, facts, decision.decidedAt),
    }))
    observation.entry = observationState(observation, facts, uploads, me)
  }
  for (const debrief of world.debriefs.values())
    debrief.entry = plainState(`Debrief:${debrief.id}`, facts, debrief.writtenAt)
  for (const commitment of world.commitments.values())
    commitment.entry = plainState(
      `Commitment:${commitment.id}`,
      facts,
      commitment.changedAt ?? commitment.receivedAt,
    )
}

const newest = <T extends { capturedAt: string; id: string }>(a: T, b: T): number =>
  a.capturedAt === b.capturedAt ? (a.id < b.id ? 1 : -1) : a.capturedAt < b.capturedAt ? 1 : -1

/** A picture as far as it does not ask what the sender is just doing, besides what is under way. */
export type Drawn = Omit<Picture, 'sync'> & {
  sync: Omit<Picture['sync'], 'reason' | 'since' | 'nextTryAt' | 'closed'>
}

export function pictureOf(kept: Kept, sending: Sending, me: Person): Picture {
  return whileSending(drawn(kept, sending.underWay, me), sending)
}

/** The picture while the sender is at this: every entry stays the one it was, so that nobody draws it again. */
export function whileSending(picture: Drawn, { reason, since, nextTryAt, closed }: Sending): Picture {
  return {
    ...picture,
    sync: {
      ...picture.sync,
      reason,
      ...(since === undefined ? {} : { since }),
      ...(nextTryAt === undefined ? {} : { nextTryAt }),
      ...(closed === true ? { closed } : {}),
    },
  }
}

export function drawn(kept: Kept, underWay: ReadonlySet<Uuid>, me: Person): Drawn {
  const layers = [...kept.acked.filter((op) => op.unseen), ...kept.ops].sort((a, b) => a.seq - b.seq)
  const world = overlaid(worldOf(kept.rows, kept.bytesHere), layers, kept.photos, me.id, kept.bytesHere)
  const facts = told(kept, underWay)
  mark(world, facts, kept.photos, me.id)
  const observations = [...world.observations.values()].sort(newest)
  const commitments = [...world.commitments.values()].sort(newest)
  const items = unsettled(observations, commitments, kept.ops, facts, me.id)
  const waiting = kept.ops.filter((op) => op.state === 'queued').length
  const sent = kept.photos.filter((part) => part.upload === 'waiting')
  const voices = sent.filter((part) => part.durationMs !== undefined).length
  const away = takenAway(kept.ops)
  const people = peopleOf(world)
  return {
    me: people.find((person) => person.id === me.id) ?? me,
    placements: [...world.placements.values()].sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1)),
    days: world.days,
    observations,
    commitments,
    debriefs: [...world.debriefs.values()],
    people,
    museums: world.of('Museum'),
    programmes: world.programmes,
    photoRules: world.of('PhotoRule'),
    applications: world.of('Application').filter(({ personId }) => personId === me.id),
    sync: {
      worst: worst(items.map((item) => item.state.hallmark)),
      waiting,
      photosWaiting: sent.filter((part) => part.durationMs === undefined).length,
      ...(voices === 0 ? {} : { voicesWaiting: voices }),
      ...(kept.lastSafeAt === undefined ? {} : { lastSafeAt: kept.lastSafeAt }),
      ...(kept.cleared === undefined ? {} : { cleared: kept.cleared }),
      items,
    },
    ...(away.length === 0 ? {} : { takenAway: away }),
    ready: true,
    filled: kept.filled,
  }
}
