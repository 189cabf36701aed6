/** Weeks by their Mondays, as they are chosen from a call or an offer. */
import { daysFrom, mondayOf } from '../../core/days'
import type { PlainDate } from '../../core/types'

/** The Mondays of every week from the one to the other, no more than `most`. */
export function weeksBetween(first: PlainDate, last: PlainDate, most = 60): PlainDate[] {
  const weeks: PlainDate[] = []
  for (let week = mondayOf(first); week <= last && weeks.length < most; week = daysFrom(week, 7))
    weeks.push(week)
  return weeks
}
