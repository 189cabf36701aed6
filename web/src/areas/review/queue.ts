/** What waits for a mentor, oldest first, and what comes after. Pure. */
import type { Observation, Picture } from '../../core/types'

export function queueOf(picture: Picture): Observation[] {
  const me = picture.me?.id
  const hosted = new Set(picture.placements.filter((each) => each.mentorId === me).map((each) => each.id))
  return picture.observations
    .filter((each) => hosted.has(each.placementId) && each.authorId !== me && each.audience !== 'ONLY_ME')
    .filter((each) => each.state === 'SUBMITTED' || each.state === 'SENT_AGAIN')
    .sort((a, b) => (a.capturedAt < b.capturedAt ? -1 : 1))
}

/** The entry to go to when this one has been decided: the one after it, else the first. */
export function afterDeciding(queue: readonly Observation[], id: string): Observation | undefined {
  const index = queue.findIndex((each) => each.id === id)
  const left = queue.filter((each) => each.id !== id)
  return left[index] ?? left[0]
}

export function lastDecided(picture: Picture): string | undefined {
  const mine = picture.observations
    .flatMap((each) => each.decisions)
    .filter((each) => each.byId === picture.me?.id)
  return mine
    .map((each) => each.decidedAt)
    .sort()
    .at(-1)
}

/** Whole days since it was sent. */
export function daysWaiting(entry: Observation, now: Date): number {
  const from = Date.parse(entry.changedAt ?? entry.receivedAt ?? entry.capturedAt)
  return Math.max(0, Math.floor((now.getTime() - from) / 86_400_000))
}
