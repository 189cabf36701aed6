/** A term on the committee: from its first day, as long as most last. */
import type { PlainDate } from '../../core/types'

const YEARS = 2

/** The day before that day so many years later. */
export function lastDayOf(since: PlainDate): PlainDate {
  const end = new Date(`${since}T00:00:00Z`)
  end.setUTCFullYear(end.getUTCFullYear() + YEARS)
  end.setUTCDate(end.getUTCDate() - 1)
  return end.toISOString().slice(0, 10)
}
