/** The stretch of time that the calendar shows, and where a day lies in it. */
import { daysBetween, daysFrom } from '../../core/days'
import type { PlainDate } from '../../core/types'

const WEEK = 7

export type Zoom = 'years' | 'year' | 'quarter'

const MONTHS: Record<Zoom, number> = { years: 36, year: 12, quarter: 3 }
/** How many months from one line to the next; of a quarter, each week has its own. */
const LINES = { years: 6, year: 1 }
export const ZOOMS = Object.keys(MONTHS) as Zoom[]

/** From its first day to before its end. */
export interface Frame {
  first: PlainDate
  end: PlainDate
  zoom: Zoom
}

const plain = (at: number): PlainDate => new Date(at).toISOString().slice(0, 10)

/** The first day of the month so many months after that of a day. */
export function monthsFrom(day: PlainDate, months: number): PlainDate {
  const at = new Date(day)
  return plain(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1))
}

/** The stretch that begins with the month of a day. */
export const frameFrom = (day: PlainDate, zoom: Zoom): Frame => ({
  first: monthsFrom(day, 0),
  end: monthsFrom(day, MONTHS[zoom]),
  zoom,
})

/** The stretch before this one, or after it. */
export const turned = ({ first, zoom }: Frame, by: 1 | -1): PlainDate => monthsFrom(first, by * MONTHS[zoom])

/** How far a day is from the first, in hundredths of the whole. */
export const at = ({ first, end }: Frame, day: PlainDate): number =>
  (daysBetween(first, day) / daysBetween(first, end)) * 100

export interface Place {
  start: number
  size: number
}

/** Where days that are both counted lie, as far as they are shown. */
export function placed(frame: Frame, first: PlainDate, last: PlainDate): Place | undefined {
  const start = Math.max(0, at(frame, first))
  const end = Math.min(100, at(frame, daysFrom(last, 1)))
  return end > start ? { start, size: end - start } : undefined
}

/** The days on which a line is drawn. */
export function lines({ first, end, zoom }: Frame): PlainDate[] {
  const found: PlainDate[] = []
  const monday = (WEEK + 1 - new Date(first).getUTCDay()) % WEEK
  let day = zoom === 'quarter' ? daysFrom(first, monday) : first
  for (; day < end; day = zoom === 'quarter' ? daysFrom(day, WEEK) : monthsFrom(day, LINES[zoom]))
    found.push(day)
  return found
}

/** How many days one step of the pointer is: weeks, where a day is too small to be hit. */
export const stepOf = (zoom: Zoom): number => (zoom === 'quarter' ? 1 : WEEK)

export interface Span {
  first: PlainDate
  last: PlainDate
}

/** Later or earlier as a whole. */
export const shifted = ({ first, last }: Span, days: number): Span => ({
  first: daysFrom(first, days),
  last: daysFrom(last, days),
})

/** Longer or shorter at its end, but never less than a day. */
export const stretched = ({ first, last }: Span, days: number): Span => {
  const later = daysFrom(last, days)
  return { first, last: later < first ? first : later }
}
