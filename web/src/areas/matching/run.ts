/** What a run came to, with the names of whom it is about, filtered, and in the words of the reader. */
import { folded } from '../../core/search'
import type { Uuid } from '../../core/types'
import type { Applicant, Change, Formula, Host, Outcome, Proposal, Stay } from '../../graph/runs'
import { shortDate } from '../../words/moments'
import { tongues } from '../../words/naming'
import { counted, listed, locale, say, type Word } from '../../words/words'

export interface Named {
  applicants: ReadonlyMap<Uuid, Applicant>
  hosts: ReadonlyMap<Uuid, Host>
}

/** What somebody looks for, as the address keeps it. */
export interface Sought {
  words: string
  museum: Uuid
}

/** Where a run is read, with what is looked for in it. */
export function addressOf(callId: Uuid, runId: Uuid | null, { words, museum }: Sought): string {
  const query = new URLSearchParams()
  if (runId !== null) query.set('run', runId)
  if (words !== '') query.set('words', words)
  if (museum !== '') query.set('museum', museum)
  return `/calls/${callId}/matching${query.size === 0 ? '' : `?${query.toString()}`}`
}

/** Somebody whose place depends on whether situations count. */
export interface Moved {
  applicationId: Uuid
  here: Stay | undefined
  there: Stay | undefined
}

export const sizes = (percent: number): string =>
  new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 2 }).format(percent)

/** By how much another choice could be better at most, as a part of this one. */
export const gapOf = ({ points, atMost }: { points: number; atMost: number }): number =>
  points === 0 ? 0 : (atMost - points) / points

/** Whether somebody is among those who are sought, by their own names or those of a host. */
export function among(named: Named, { words, museum }: Sought, applicationId: Uuid, offers: Uuid[]): boolean {
  const who = named.applicants.get(applicationId)
  const where = offers.map((id) => named.hosts.get(id))
  const museums = [who?.homeId, ...where.map((each) => each?.museumId)]
  const names = folded(
    [who?.name, who?.home, ...where.flatMap((each) => [each?.name, each?.museum])].join(' '),
  )
  return (
    (museum === '' || museums.includes(museum)) &&
    folded(words)
      .split(/\s+/)
      .every((word) => names.includes(word))
  )
}

/** Every museum that somebody comes from or goes to, by name. */
export function museumsOf(named: Named): { id: Uuid; name: string }[] {
  const found = new Map<Uuid, string>()
  for (const { home, homeId } of named.applicants.values()) found.set(homeId, home)
  for (const { museum, museumId } of named.hosts.values()) found.set(museumId, museum)
  return [...found]
    .map(([id, name]) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, locale()))
}

/** Whom another formula, in which no situation counts, would have sent elsewhere. */
export function moved({ proposals, withoutPriority }: Outcome): Moved[] {
  const here = new Map(proposals.map(({ stay }) => [stay.applicationId, stay]))
  const there = new Map(withoutPriority.map((stay) => [stay.applicationId, stay]))
  return [...new Set([...here.keys(), ...there.keys()])]
    .map((applicationId) => ({
      applicationId,
      here: here.get(applicationId),
      there: there.get(applicationId),
    }))
    .filter((each) => each.here?.offerId !== each.there?.offerId || each.here?.start !== each.there?.start)
}

export const nameOf = (named: Named, stay: Stay): string =>
  named.applicants.get(stay.applicationId)?.name ?? say('matching.somebody')

export function hostOf(named: Named, offerId: Uuid): string {
  const host = named.hosts.get(offerId)
  return host === undefined ? say('matching.ended') : `${host.name} (${host.museum})`
}

/** Why somebody is to go there, one reason in each line. */
export function reasons(one: Proposal, situations: readonly string[]): string[] {
  const told = [say('matching.skills', { skills: listed(one.skills) })]
  if (one.interests.length > 0) told.push(say('matching.interests', { interests: listed(one.interests) }))
  told.push(say('matching.languages', { languages: tongues(one.languages) }))
  told.push(say('matching.weeksPossible', { number: counted(one.weeksPossible) }))
  if (one.priority > 0)
    told.push(
      say('matching.situations', {
        situations: listed(situations.map((each) => say(`matching.${each}` as Word))),
      }),
    )
  return told
}

export const pointsOf = ({ participation, fit, priority }: Proposal): string =>
  say('matching.points', {
    total: counted(participation + fit + priority),
    participation: counted(participation),
    fit: counted(fit),
    priority: counted(priority),
  })

/** Who is next, and what separated the two. */
export function nextInLine(one: Proposal, named: Named): string {
  const next = one.runnerUp
  if (next === null) return say('matching.nobodyNext')
  const name = nameOf(named, next.stay)
  if (next.behind === 0) return say('matching.byLot', { name })
  const apart: string[] = []
  if (next.fit !== null && next.fit !== one.fit)
    apart.push(say('matching.apartFit', { here: counted(one.fit), there: counted(next.fit) }))
  if (next.priority !== null && next.priority !== one.priority)
    apart.push(say('matching.apartPriority', { here: counted(one.priority), there: counted(next.priority) }))
  return listed([say('matching.next', { name, points: counted(next.behind) }), ...apart])
}

/** The one change that would help, as a sentence. */
export function helping(change: Change | null, named: Named): string {
  if (change === null) return say('matching.noChange')
  const { kind, amount, values, stay } = change
  const weeks = kind === 'WEEK_OF_APPLICANT' || kind === 'WEEK_OF_HOST' || kind.startsWith('PLACE')
  return say(`matching.${kind}` as Word, {
    host: hostOf(named, stay.offerId),
    days: say('calls.days', { count: amount }),
    values: weeks
      ? listed(values.map(shortDate))
      : kind === 'LANGUAGE'
        ? tongues(values)
        : listed([...values]),
  })
}

/** The published formula, one rule in each line. */
export function rulesOf(formula: Formula): string[] {
  return [
    say('matching.ruleGoing', { points: counted(formula.participation) }),
    say('matching.ruleSkills', { points: listed(formula.skills.map(counted)) }),
    say('matching.ruleInterest', {
      points: counted(formula.interest),
      number: counted(formula.interestsCounted),
    }),
    ...formula.situations.map(({ name, points }) =>
      say('matching.ruleSituation', { situation: say(`matching.${name}` as Word), points: counted(points) }),
    ),
    say('matching.ruleTogether', { points: counted(formula.priorityAtMost) }),
    formula.mostFromOneMuseum === null
      ? say('matching.ruleNoShare')
      : say('matching.ruleShare', { number: counted(formula.mostFromOneMuseum) }),
  ]
}
