/** What of the desk is shown: the filters stand in the address, so that they can be shared and gone back to. */
import { folded } from '../../core/search'
import type { Action, Case, Desk, Staff, Stay } from '../../graph/desk'

const NAMES = ['programme', 'museum', 'person', 'stage', 'words'] as const
export type Filter = (typeof NAMES)[number]
export type Filters = Readonly<Record<Filter, string>>

/** In the order of the way. */
export const STAGES = [
  'DRAFTED',
  'SUBMITTED',
  'PROPOSED',
  'DECIDED',
  'AGREEMENT',
  'SIGNED',
  'ON_THE_FLOOR',
  'HOME_AGAIN',
] as const satisfies readonly Case['stage'][]

export function filtersOf(query: URLSearchParams): Filters {
  const said = (name: Filter) => query.get(name) ?? ''
  return {
    programme: said('programme'),
    museum: said('museum'),
    person: said('person'),
    stage: said('stage'),
    words: said('words'),
  }
}

/** The desk's address with one filter chosen anew; what is empty does not stand in it. */
export function address(filters: Filters, name: Filter, value: string): string {
  const now = { ...filters, [name]: value }
  const query = new URLSearchParams(NAMES.filter((each) => now[each] !== '').map((each) => [each, now[each]]))
  return query.size === 0 ? '/desk' : `/desk?${query.toString()}`
}

export interface Shown {
  actions: Action[]
  cases: Case[]
  stays: Stay[]
  people: Staff[]
}

const among = (wanted: string, some: readonly string[]): boolean => wanted === '' || some.includes(wanted)

/** A filter by programme leaves what belongs to none. */
const same = (wanted: string, one: string | null): boolean => wanted === '' || one === null || one === wanted

function saying(words: string): (...texts: readonly (string | null)[]) => boolean {
  const asked = folded(words).split(/\s+/).filter(Boolean)
  return (...texts) => {
    const text = folded(texts.join('\n'))
    return asked.every((word) => text.includes(word))
  }
}

export function shown(desk: Desk, filters: Filters): Shown {
  const { programme, museum, person, stage, words } = filters
  const says = saying(words)
  const about = (id: string | null) => person === '' || id === person
  return {
    actions: desk.actions.filter(
      (one) =>
        same(programme, one.programme) &&
        among(museum, one.museums) &&
        about(one.personId) &&
        says(one.person, one.what, one.whose),
    ),
    cases: desk.cases.filter(
      (one) =>
        same(programme, one.programme) &&
        among(museum, one.museums) &&
        about(one.personId) &&
        among(stage, [one.stage]) &&
        says(one.person, one.title),
    ),
    stays: desk.stays.filter(
      (one) =>
        same(programme, one.programme) &&
        among(museum, [one.museum]) &&
        about(one.personId) &&
        (one.person === null ? words === '' : says(one.person)),
    ),
    people: desk.people.filter(
      (one) =>
        among(
          museum,
          one.posts.map((post) => post.museum),
        ) &&
        about(one.id) &&
        says(one.name, ...one.posts.map((post) => post.name)),
    ),
  }
}
