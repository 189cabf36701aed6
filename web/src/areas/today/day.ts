/** Which day it is in a placement and what is on now. Pure: facts and the moment in, answers out. */
import { daysBetween } from '../../core/days'
import type {
  Application,
  Observation,
  Picture,
  Placement,
  PlainDate,
  PlanItem,
  ShadowingDay,
} from '../../core/types'
import { clock } from '../../words/moments'

export interface DayAt {
  day: ShadowingDay | undefined
  next: ShadowingDay | undefined
  /** Its number among the placement's days, from 1. */
  number: number
  count: number
}

const byDate = (a: ShadowingDay, b: ShadowingDay) => (a.onDate < b.onDate ? -1 : 1)

export function dayAt(picture: Picture, placement: Placement, today: PlainDate): DayAt {
  const days = picture.days.filter((day) => day.placementId === placement.id).sort(byDate)
  const index = days.findIndex((day) => day.onDate === today)
  return {
    day: days[index],
    next: days.find((day) => day.onDate > today),
    number: index >= 0 ? index + 1 : Math.max(1, daysBetween(placement.startsOn, today) + 1),
    count: days.length,
  }
}

const NEWS_FOR = 30 * 86_400_000

/** An application is followed while it waits, and for a month after it was decided. */
export function isFollowed({ standing, movedAt }: Application, now: Date): boolean {
  if (standing === 'SUBMITTED' || standing === 'BEFORE_COMMITTEE') return true
  const decided = standing === 'ACCEPTED' || standing === 'DECLINED'
  return decided && now.getTime() - Date.parse(movedAt) < NEWS_FOR
}

export type Pace = 'over' | 'now' | 'ahead'

/** Where the clock stands in the plan. An item without an end lasts until the next begins. */
export function paceOf(plan: readonly PlanItem[], item: PlanItem, now: string, zone?: string): Pace {
  const starts = clock(item.startsAt, zone)
  const after = plan[plan.indexOf(item) + 1]
  const ends = item.endsAt ?? after?.startsAt
  if (now < starts) return 'ahead'
  return ends !== undefined && now >= clock(ends, zone) ? 'over' : 'now'
}

export function notedFor(observations: readonly Observation[], promptId: string, me: string): number {
  return observations.filter((each) => each.promptId === promptId && each.authorId === me).length
}
