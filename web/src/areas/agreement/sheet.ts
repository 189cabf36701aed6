/** An agreement while it is written: its words without the chain, and who signs for the museums. */
import type { PlainDate, Uuid } from '../../core/types'
import type { Agreement, Day, Host, Signatory, Terms } from '../../graph/agreements'
import type { Call } from '../../graph/calling'
import type { Application } from '../../graph/matching'
import { daysFrom } from '../../core/days'
import { bare } from '../../core/ids'

export interface Sheet extends Omit<Terms, 'signatories'> {
  /** Who signs as the home manager. */
  manager: Uuid
  /** Who signs as sponsor, for each museum that has one. */
  sponsors: Record<Uuid, Uuid>
}

export const host = (museum_id: Uuid = '', mentor_id: Uuid = ''): Host => ({
  ...{ museum_id, mentor_id },
  ...{ share: 100, since: '', until: '' },
})

export const day = (on = '', museum_id: Uuid = ''): Day => ({
  ...{ on, museum_id },
  ...{ purpose: '', place: null, remote: false },
})

export const blank = (): Sheet => ({
  title: '',
  hosts: [host()],
  days: [day()],
  obligations: { home: [''], host: [''], participant: [''] },
  objectives: [{ wanted: '', evidence: '' }],
  deliverables: [],
  insurance: '',
  photos: '',
  stipend: null,
  costs: [],
  manager: '',
  sponsors: {},
})

/** So many working days in a row. */
function inARow(first: string, count: number, museum: Uuid): Day[] {
  const days: Day[] = []
  for (let on = first; days.length < count; on = daysFrom(on, 1))
    if (![0, 6].includes(new Date(on).getUTCDay())) days.push(day(on, museum))
  return days
}

/** What was chosen for an application already: where it goes, beside whom, and from when. */
export interface Chosen {
  museum: Uuid
  mentor: Uuid
  week: PlainDate
  /** Weeks in which the mentor can. */
  weeks: readonly PlainDate[]
}

/** What an application, its call, and what was chosen for it already say. */
export function begun(one: Application, call: Call, { museum, mentor, week, weeks }: Chosen): Sheet {
  const sheet = blank()
  const home = bare(one.home.id)
  const start = week || (one.weeks.find((each) => weeks.includes(each)) ?? one.weeks[0] ?? '')
  const days = start === '' ? [day('', museum)] : inARow(start, call.days, museum)
  const remote = Math.min(one.remoteDays, days.length)
  for (const each of days.slice(days.length - remote)) each.remote = true
  return {
    ...sheet,
    title: call.title,
    hosts: [
      {
        ...host(museum, mentor),
        ...{ since: start, until: days.at(-1)?.on ?? '' },
      },
    ],
    days,
    objectives:
      one.skills.length === 0 ? sheet.objectives : one.skills.map((wanted) => ({ wanted, evidence: '' })),
    deliverables: call.deliverables.map((what) => ({ what, due_on: '' })),
    stipend:
      call.lumpMinor === null || call.currency === null
        ? null
        : { amount: call.lumpMinor, currency: call.currency },
    costs:
      one.budgetMinor === null || one.currency === null
        ? []
        : [
            {
              what: one.budgetLine ?? '',
              borne_by: home,
              money: { amount: one.budgetMinor, currency: one.currency },
            },
          ],
    sponsors: one.sponsor === null ? {} : { [home]: bare(one.sponsor.id) },
  }
}

/** The words that stand, to be written anew. */
export function reopened(terms: Terms): Sheet {
  const { signatories, ...words } = structuredClone(terms)
  const signs = (step: Signatory['step']) => signatories.filter((one) => one.step === step)
  return {
    ...words,
    manager: signs('HOME_MANAGER')[0]?.person_id ?? '',
    sponsors: Object.fromEntries(signs('SPONSOR').map((one) => [one.museum_id, one.person_id])),
  }
}

/** Who signs, in which order: the participant, each mentor, who manages them at home, who leads the museums. */
export function chain(
  { hosts, manager, sponsors }: Pick<Sheet, 'hosts' | 'manager' | 'sponsors'>,
  { participantId, homeId }: { participantId: Uuid; homeId: Uuid },
): Signatory[] {
  const leads = [homeId, ...hosts.map(({ museum_id }) => museum_id)]
  return [
    { step: 'PARTICIPANT', person_id: participantId, museum_id: homeId },
    ...hosts.map(({ mentor_id, museum_id }): Signatory => ({
      step: 'MENTOR',
      person_id: mentor_id,
      museum_id,
    })),
    { step: 'HOME_MANAGER', person_id: manager, museum_id: homeId },
    ...leads.flatMap((museum_id): Signatory[] => {
      const person_id = sponsors[museum_id] ?? ''
      return person_id === '' ? [] : [{ step: 'SPONSOR', person_id, museum_id }]
    }),
  ]
}

const filled = (lines: readonly string[]): string[] =>
  lines.map((one) => one.trim()).filter((one) => one !== '')

/** What the museum is told: every line tidied, the days in their order. */
export function written(sheet: Sheet, whom: { participantId: Uuid; homeId: Uuid }): Terms {
  const { manager: _manager, sponsors: _sponsors, ...words } = sheet
  const { home, host: there, participant } = words.obligations
  return {
    ...words,
    title: words.title.trim(),
    days: words.days
      .map((one) => ({ ...one, place: one.place?.trim() || null }))
      .sort((one, other) => one.on.localeCompare(other.on)),
    obligations: { home: filled(home), host: filled(there), participant: filled(participant) },
    signatories: chain(sheet, whom),
  }
}

/** Whom an agreement that is there is about. */
export const whomOf = (one: Agreement) => ({ participantId: one.participant.id, homeId: one.home.id })
