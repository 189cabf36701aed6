/** The plan as lanes of bars: by museum, or by skill. */
import { daysBetween, daysFrom } from '../../core/days'
import type { PlainDate } from '../../core/types'
import type { Blackout, Cover, Need, Plan } from '../../graph/planning'
import { placed, type Frame, type Place, type Span } from './frame'

export type Sort = 'need' | 'offer' | 'placement' | 'call' | 'blackout'

export interface Bar extends Span {
  key: string
  sort: Sort
  title: string
  museum: string
  skills: readonly string[]
  need?: Need
  blackout?: Blackout
  cover?: Cover
}

export interface Put extends Bar, Place {
  /** Below how many others it stands. */
  row: number
}

export interface Lane {
  key: string
  name: string
  bars: readonly Bar[]
}

export interface Filter {
  museum: string
  skill: string
  sort: '' | Sort
  by: 'museum' | 'skill'
}

/** Everything in the plan, whatever is looked for. */
export function bars(plan: Plan): Bar[] {
  const covers = new Map(plan.needCovers.map((one) => [one.need, one]))
  const standing = <T extends { withdrawnAt: string | null }>(one: T): boolean => one.withdrawnAt === null
  return [
    ...plan.needs.nodes.filter(standing).map((need): Bar => {
      const { id, skill, museum, firstDay: first, lastDay: last } = need
      const cover = covers.get(id)
      const bar = { key: id, sort: 'need', title: skill, museum: museum.id, skills: [skill] } as const
      return { ...bar, first, last, need, ...(cover === undefined ? {} : { cover }) }
    }),
    ...plan.offers.nodes
      .filter(({ endedAt }) => endedAt === null)
      .flatMap(({ id, museum, mentor, skills, weeks }) =>
        runs(weeks).map((span): Bar => {
          const bar = { key: `${id} ${span.first}`, sort: 'offer', title: mentor.name } as const
          return { ...bar, museum: museum.id, skills, ...span }
        }),
      ),
    ...plan.placements.nodes
      .filter(({ calledOffFrom, startsOn }) => calledOffFrom !== startsOn)
      .map(({ id, participant, title, host, startsOn, endsOn }): Bar => ({
        ...{ key: id, sort: 'placement', title: `${participant.name}: ${title}`, museum: host.id },
        ...{ skills: [], first: startsOn, last: endsOn },
      })),
    ...plan.calls.nodes
      .filter(({ state }) => state !== 'DRAFT')
      .map(({ id, title, skills, firstDay, lastDay }): Bar => ({
        ...{ key: id, sort: 'call', title, museum: '', skills, first: firstDay, last: lastDay },
      })),
    ...plan.blackouts.nodes.filter(standing).map((blackout): Bar => {
      const { id, reason, museum, firstDay: first, lastDay: last } = blackout
      return {
        key: id,
        ...{ sort: 'blackout', title: reason, museum: museum.id, skills: [], first, last, blackout },
      }
    }),
  ]
}

const MONDAY_TO_FRIDAY = 4
const WEEK = 7

/** Weeks that follow each other, as one span each. */
export function runs(weeks: readonly PlainDate[]): Span[] {
  const found: Span[] = []
  for (const first of [...weeks].sort()) {
    const last = daysFrom(first, MONDAY_TO_FRIDAY)
    const before = found.at(-1)
    if (before !== undefined && daysBetween(before.last, first) < WEEK) before.last = last
    else found.push({ first, last })
  }
  return found
}

/** What is looked for, and lies in the frame. */
export const shownOf = (all: readonly Bar[], frame: Frame, { museum, skill, sort }: Filter): Bar[] =>
  all.filter(
    (bar) =>
      placed(frame, bar.first, bar.last) !== undefined &&
      (museum === '' || bar.museum === museum || bar.sort === 'call') &&
      (skill === '' || bar.skills.some((each) => same(each, skill)) || bar.sort === 'blackout') &&
      (sort === '' || bar.sort === sort),
  )

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** One lane for each museum, or for each skill; what belongs to none stands in the first. */
export function lanes(shown: readonly Bar[], names: ReadonlyMap<string, string>, by: Filter['by']): Lane[] {
  const found = new Map<string, Bar[]>()
  for (const bar of shown) {
    const keys = by === 'museum' || bar.sort === 'call' ? [bar.sort === 'call' ? '' : bar.museum] : bar.skills
    for (const key of keys) found.set(key, [...(found.get(key) ?? []), bar])
  }
  return [...found]
    .map(([key, here]) => ({ key, name: names.get(key) ?? key, bars: here }))
    .sort((a, b) => (a.key === '' ? -1 : b.key === '' ? 1 : a.name.localeCompare(b.name)))
}

/** A bar takes at least this much room, so that it can be hit and read; in hundredths. */
const LEAST = 5

/** Each bar at its place, in as few rows as there is room for; the order of the bars stays. */
export function stacked(frame: Frame, lane: readonly Bar[]): Put[] {
  const ends: number[] = []
  const rows = new Map<string, number>()
  for (const bar of lane.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))) {
    const place = placed(frame, bar.first, bar.last)
    if (place === undefined) continue
    const free = ends.findIndex((end) => end <= place.start)
    const row = free < 0 ? ends.length : free
    ends[row] = place.start + Math.max(place.size, LEAST)
    rows.set(bar.key, row)
  }
  return lane.flatMap((bar) => {
    const place = placed(frame, bar.first, bar.last)
    return place === undefined ? [] : [{ ...bar, ...place, row: rows.get(bar.key) ?? 0 }]
  })
}
