/** Weeks by their Mondays, as they are chosen from a call or an offer. */
import type { PlainDate } from '../../core/types'

const DAY_MS = 86_400_000

const plain = (at: number): PlainDate => new Date(at).toISOString().slice(0, 10)

/** The Monday of the week in which a day lies. */
export function mondayOf(day: PlainDate): PlainDate {
  const at = Date.parse(day)
  return plain(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS)
}

/** The Mondays of every week from the one to the other, no more than `most`. */
export function weeksBetween(first: PlainDate, last: PlainDate, most = 60): PlainDate[] {
  const weeks: PlainDate[] = []
  for (let at = Date.parse(mondayOf(first)); at <= Date.parse(last) && weeks.length < most; at += 7 * DAY_MS)
    weeks.push(plain(at))
  return weeks
}
