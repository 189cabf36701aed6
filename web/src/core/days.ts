/** Days by their dates: so many later, how many between, and the Monday before. They are the same in every zone. */
import type { PlainDate } from './types'

const DAY_MS = 86_400_000
const WEEK = 7

/** So many days after a day, or before it. */
export const daysFrom = (date: PlainDate, days: number): PlainDate =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)

export const daysBetween = (first: PlainDate, last: PlainDate): number =>
  Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS)

/** The Monday of the week in which a day lies. */
export const mondayOf = (date: PlainDate): PlainDate =>
  daysFrom(date, -((new Date(date).getUTCDay() + WEEK - 1) % WEEK))
