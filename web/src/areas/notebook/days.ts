/** Entries by the day they were seen, in the zone they were seen in. */
import type { Observation, PlainDate } from '../../core/types'
import { dateOf } from '../../words/moments'

export interface DayOfEntries {
  date: PlainDate
  entries: Observation[]
}

/** Reckoning in time zones is slow, and the same moments come again with every picture. */
const known = new Map<string, PlainDate>()

function dayOf({ capturedAt, capturedZone }: Observation): PlainDate {
  const key = `${capturedAt} ${capturedZone}`
  let date = known.get(key)
  if (date === undefined) known.set(key, (date = dateOf(capturedAt, capturedZone)))
  return date
}

const same = (one: DayOfEntries, other: DayOfEntries): boolean =>
  one.date === other.date &&
  one.entries.length === other.entries.length &&
  one.entries.every((entry, index) => entry === other.entries[index])

/** A day in which nothing changed is the same as `before`, so that nobody draws it again. */
export function byDay(
  observations: readonly Observation[],
  before: readonly DayOfEntries[] = [],
): DayOfEntries[] {
  const days: DayOfEntries[] = []
  for (const entry of observations) {
    const date = dayOf(entry)
    const last = days.at(-1)
    if (last?.date === date) last.entries.push(entry)
    else days.push({ date, entries: [entry] })
  }
  return days.map((day, index) => {
    const known = before[index]
    return known !== undefined && same(day, known) ? known : day
  })
}
