/** What waits for a mentor, oldest first, and what comes after. Pure. */
import type { Decision, Observation, Picture, PlainDate, Uuid } from '../../core/types'

export function queueOf(picture: Picture): Observation[] {
  const me = picture.me?.id
  const hosted = new Set(picture.placements.filter((each) => each.mentorId === me).map((each) => each.id))
  return picture.observations
    .filter((each) => hosted.has(each.placementId) && each.authorId !== me && each.audience !== 'ONLY_ME')
    .filter((each) => isUndecided(each) || proposalOf(each) !== undefined)
    .sort((a, b) => waitsSince(a).localeCompare(waitsSince(b)) || (a.id < b.id ? -1 : 1))
}

export const isUndecided = (entry: Observation): boolean =>
  entry.state === 'SUBMITTED' || entry.state === 'SENT_AGAIN'

/** What its author proposes to change since it was approved. */
export const proposalOf = (entry: Observation) => entry.amendments.find((each) => each.state === 'WAITING')

/** A decision that the museum asks its mentor about: what it was about has changed meanwhile. */
export const askedAgain = (entry: Observation): Decision | undefined =>
  entry.decisions.find((each) => each.entry.hallmark === 'needs')

/** Since when it waits: sent again, it begins anew. */
export function waitsSince(entry: Observation): string {
  const proposed = isUndecided(entry) ? undefined : proposalOf(entry)?.proposedAt
  const again = entry.state === 'SENT_AGAIN' ? lastSentBack(entry) : undefined
  return proposed ?? again ?? entry.capturedAt
}

/** It came back some time after this. */
const lastSentBack = (entry: Observation): string | undefined =>
  entry.decisions.findLast((each) => each.verdict === 'SENT_BACK')?.decidedAt

/** Those of the chosen ones that can be approved at once. */
export const approvable = (queue: readonly Observation[], chosen: readonly Uuid[]): Observation[] =>
  queue.filter((each) => chosen.includes(each.id) && isUndecided(each))

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
  const from = Date.parse(waitsSince(entry))
  return Math.max(0, Math.floor((now.getTime() - from) / 86_400_000))
}

/** The last day somebody one receives looked back on, and shared. */
export function lastDebrief(picture: Picture): { id: Uuid; authorId: Uuid; onDate: PlainDate } | undefined {
  return debriefsOf(picture)[0]
}

/** Every day that was looked back on beside one, the last first. */
export function debriefsOf(picture: Picture): { id: Uuid; authorId: Uuid; onDate: PlainDate }[] {
  const me = picture.me?.id
  return picture.debriefs
    .filter((each) => each.authorId !== me)
    .flatMap(({ id, authorId }) => {
      const day = picture.days.find((each) => each.id === id)
      const stay = picture.placements.find((each) => each.id === day?.placementId)
      return day === undefined || stay?.mentorId !== me ? [] : [{ id, authorId, onDate: day.onDate }]
    })
    .sort((a, b) => b.onDate.localeCompare(a.onDate))
}
