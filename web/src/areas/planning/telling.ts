/** Bars and gaps in the words of the reader. */
import type { Cover, Plan } from '../../graph/planning'
import { longDate, shortDate } from '../../words/moments'
import { say, type Word } from '../../words/words'
import type { Span } from './frame'
import type { Bar } from './lanes'

/** 3 May – 28 May 2027. */
export const spanned = ({ first, last }: Span): string =>
  say('planning.span', {
    first: first.slice(0, 4) === last.slice(0, 4) ? shortDate(first) : longDate(first),
    last: longDate(last),
  })

/** When it is, and of a need how many days it takes. */
export const lasting = (bar: Bar): string =>
  bar.need === undefined ? spanned(bar) : `${spanned(bar)} · ${say('calls.days', { count: bar.need.days })}`

/** What sort of thing it is, and what a need is for. */
export const sorted = ({ sort, need }: Bar): string =>
  need === undefined
    ? say(`planning.${sort}` as Word)
    : `${say('planning.need')} · ${say(`planning.${need.kind}` as Word)}`

/** How far a need is covered, and why not further. */
export function coverOf({ cover, reason, days }: Cover, needed: number): string {
  if (reason === null) return say(`planning.${cover}` as Word)
  return say(`planning.${reason}` as Word, { days, needed })
}

/** Where it can be learnt nearest to when it is needed. */
export function nearestOf({ nearest }: Cover, plan: Plan): string | undefined {
  const offer = plan.offers.nodes.find(({ id }) => id === nearest?.offer)
  const museum = plan.museums.nodes.find(({ id }) => id === offer?.museum.id)
  if (nearest === null || offer === undefined || museum === undefined) return undefined
  const { name } = offer.mentor
  return say('planning.nearest', { name, museum: museum.name, date: longDate(nearest.day) })
}

/** All that a bar says, for whoever does not see where it lies. */
export function barSaid(bar: Bar, museum: string | undefined): string {
  const said = [say(`planning.${bar.sort}` as Word), bar.title]
  if (bar.sort === 'offer') said.push(bar.skills.join(', '))
  if (museum !== undefined) said.push(museum)
  said.push(spanned(bar))
  if (bar.need !== undefined && bar.cover !== undefined) said.push(coverOf(bar.cover, bar.need.days))
  return said.join('. ')
}
