/** Where a stay stands among the weeks that are shown. */
import { daysBetween, daysFrom, mondayOf } from '../../core/days'
import type { PlainDate } from '../../core/types'
import type { Stay } from '../../graph/desk'

const WEEKS = 12
const DAYS = 7

/** The Mondays of the weeks, from this week's on. */
export function mondays(today: PlainDate): PlainDate[] {
  return Array.from({ length: WEEKS }, (_, number) => daysFrom(mondayOf(today), number * DAYS))
}

/** From which line to which of a grid with a column for each day. */
export interface Lines {
  from: number
  to: number
}

/** A bar: where it and its name stand together, where it stands in there, and on which side its name is. */
export interface Bar {
  area: Lines
  days: Lines
  name: Lines | undefined
  named: 'inside' | 'after' | 'before' | undefined
}

const LINES = WEEKS * DAYS + 1
/** So many days are as wide as a name. */
const NAME = 17

/** A name that does not fit into its bar stands after it, or before it where the weeks end. */
export function barOf(stay: Stay, weeks: readonly PlainDate[]): Bar {
  const first = weeks[0] ?? stay.since
  const within = (line: number): number => Math.min(Math.max(line, 1), LINES)
  const from = Math.min(within(daysBetween(first, stay.since) + 1), LINES - 1)
  const to = Math.max(within(daysBetween(first, stay.until) + 2), from + 1)
  const days = to - from
  const whole = { from: 1, to: days + 1 }
  if (stay.person === null) return { area: { from, to }, days: whole, name: undefined, named: undefined }
  if (days >= NAME) return { area: { from, to }, days: whole, name: whole, named: 'inside' }
  if (to + NAME <= LINES) {
    const name = { from: whole.to, to: whole.to + NAME }
    return { area: { from, to: to + NAME }, days: whole, name, named: 'after' }
  }
  const before = Math.max(from - NAME, 1)
  const begins = from - before + 1
  const name = { from: 1, to: begins }
  return { area: { from: before, to }, days: { from: begins, to: begins + days }, name, named: 'before' }
}

/** Stays in as few rows as hold them and their names without one lying on the other. */
export function lanesOf(stays: readonly Stay[], weeks: readonly PlainDate[]): Stay[][] {
  const rows: { until: number; stays: Stay[] }[] = []
  for (const one of [...stays].sort((a, b) => (a.since < b.since ? -1 : 1))) {
    const { from, to } = barOf(one, weeks).area
    const free = rows.find(({ until }) => until <= from)
    if (free === undefined) rows.push({ until: to, stays: [one] })
    else {
      free.stays.push(one)
      free.until = to
    }
  }
  return rows.map((row) => row.stays)
}
