/** Entries by the day they were seen, in the zone they were seen in. */
import type { Observation, PlainDate } from '../../core/types'
import { dateOf } from '../../words/moments'

export interface DayOfEntries {
  date: PlainDate
  entries: Observation[]
}

export function byDay(observations: readonly Observation[]): DayOfEntries[] {
  const days: DayOfEntries[] = []
  for (const entry of observations) {
    const date = dateOf(entry.capturedAt, entry.capturedZone)
    const last = days.at(-1)
    if (last?.date === date) last.entries.push(entry)
    else days.push({ date, entries: [entry] })
  }
  return days
}
