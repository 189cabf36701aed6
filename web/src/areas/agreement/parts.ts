/** The parts of an agreement, each as one line that can be read out. */
import { daysFrom } from '../../core/days'
import type { PlainDate } from '../../core/types'
import {
  termsOf,
  type Agreement,
  type CalledOff,
  type Change,
  type Cost,
  type Day,
  type Deliverable,
  type Host,
  type Money,
  type Objective,
  type Signatory,
  type Terms,
} from '../../graph/agreements'
import { longDate, shortDate } from '../../words/moments'
import { region, say, type Word } from '../../words/words'
import { written } from './money'

/** Who goes by an id of the content. */
export const nameIn =
  (one: Agreement) =>
  (id: string): string =>
    one.names.find((each) => each.id === id)?.name ?? ''

/** What the version in force says. */
export function inForce(one: Agreement): Terms | undefined {
  const content = one.wordings.find(({ number }) => number === one.inForce)?.content
  return content === undefined || content === null ? undefined : termsOf(content)
}

/** The first day at a host that fell away; undefined where its stay stands. */
export const offFrom = (times: readonly CalledOff[], hostId: string): PlainDate | undefined =>
  times
    .filter((each) => each.hostId === hostId)
    .map(({ since }) => since)
    .sort()[0]

/** The stays that are not over, and were not called off before they would have begun. */
export const staysLeft = (one: Agreement, terms: Terms | undefined, today: PlainDate): Host[] =>
  (terms?.hosts ?? []).flatMap((host) => {
    const off = offFrom(one.calledOff, host.museum_id)
    if (off !== undefined && off <= host.since) return []
    const until = off === undefined ? host.until : daysFrom(off, -1)
    return until < today ? [] : [{ ...host, until }]
  })

type Name = (id: string) => string

export const share = (percent: number): string =>
  new Intl.NumberFormat(region(), { style: 'percent' }).format(percent / 100)

export const host = (one: Host, name: Name): string =>
  [
    name(one.museum_id),
    say('terms.beside', { name: name(one.mentor_id) }),
    `${shortDate(one.since)} – ${shortDate(one.until)}`,
    share(one.share),
  ].join(' · ')

export const where = (one: Day): string => (one.remote ? say('terms.fromAfar') : (one.place ?? ''))

const day = (one: Day): string => [one.purpose, where(one)].filter(Boolean).join(' · ')
const objective = (one: Objective): string => `${one.wanted} ${one.evidence}`
export const deliverable = (one: Deliverable): string =>
  say('terms.by', { what: one.what, date: longDate(one.due_on) })
export const cost = (one: Cost, name: Name): string =>
  [one.what, written(one.money), name(one.borne_by)].join(' · ')
export const role = (step: Signatory['step']): string => say(`terms.${step}` as Word)

/** What one side of a change says. */
export function said(change: Change, side: 'before' | 'after', name: Name): string | undefined {
  const json = change[side]
  if (json === null) return undefined
  const part: unknown = JSON.parse(json)
  switch (change.subject) {
    case 'HOST':
      return host(part as Host, name)
    case 'DAY':
      return day(part as Day)
    case 'OBJECTIVE':
      return objective(part as Objective)
    case 'DELIVERABLE':
      return deliverable(part as Deliverable)
    case 'STIPEND':
      return written(part as Money)
    case 'COST':
      return cost(part as Cost, name)
    case 'SIGNATORY':
      return [role((part as Signatory).step), name((part as Signatory).person_id)].join(' · ')
    default:
      return part as string
  }
}

/** What a change is about. */
export const about = (change: Change): string =>
  change.subject === 'DAY' && change.about !== null
    ? longDate(change.about)
    : say(`terms.of.${change.subject}` as Word)
