/** A call while its coordinator writes it: as the fields hold it, and as the museum takes it. */
import { bare } from '../../core/ids'
import { freshId } from '../../graph/fresh'
import type { Criterion, NewCall, Shapes, WholeCall } from '../../graph/calling'
import { clock, dateOf } from '../../words/moments'
import { unitsOf } from '../matching/telling'

export type Shape = Shapes['callShapes'][number]
export type Fact = Criterion['fact']

/** A criterion in its fields: a number, words one under the other, or yes and no, as its fact has it. */
export interface Asked {
  fact: Fact
  atLeast: number | null
  atMost: number | null
  anyOf: string[]
  isSo: boolean | null
}

export interface Draft {
  id: string
  programmeId: string
  preset: NewCall['preset']
  title: string
  mission: string
  skills: string
  deliverables: string
  metrics: string
  days: number
  parts: number
  remoteDays: number
  reciprocal: boolean
  firstDay: string
  lastDay: string
  opens: string
  closes: string
  payer: NewCall['payer']
  covers: NewCall['covers'][number][]
  lump: number | null
  currency: string
  creditHours: number
  mostFromOneMuseum: number | null
  criteria: Asked[]
}

const DAY_MS = 86_400_000
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')

/** A day so many from now, and the moment of an instant as a field shows it. */
const ahead = (days: number): string => dateOf(new Date(Date.now() + days * DAY_MS))
const shown = (at: string): string => `${dateOf(at)}T${clock(at)}`

export const askedOf = (criteria: readonly Criterion[]): Asked[] =>
  criteria.map((one) => ({ ...one, anyOf: [...one.anyOf] }))

/** What a preset says of a call. */
export function shapedBy(shape: Shape): Partial<Draft> {
  const { preset, days, parts, remoteDays, reciprocal, payer, creditHours, currency, lumpMinor } = shape
  return {
    ...{ preset, days, parts, remoteDays, reciprocal, payer, creditHours },
    covers: [...shape.covers] as Draft['covers'],
    lump: lumpMinor === null || currency === null ? null : lumpMinor / unitsOf(currency),
    currency: currency ?? 'EUR',
    criteria: askedOf(shape.criteria),
  }
}

/** A call that nothing stands in yet but the days that are usual. */
export function begun(programmeId: string, shape: Shape): Draft {
  return {
    id: freshId(),
    ...{
      programmeId,
      preset: shape.preset,
      title: '',
      mission: '',
      skills: '',
      deliverables: '',
      metrics: '',
    },
    ...{ days: 1, parts: 1, remoteDays: 0, reciprocal: false, mostFromOneMuseum: null },
    ...{ firstDay: ahead(90), lastDay: ahead(210), opens: `${ahead(0)}T00:00`, closes: `${ahead(30)}T23:59` },
    ...{ payer: 'HOST', covers: [], lump: null, currency: 'EUR', creditHours: 0, criteria: [] },
    ...shapedBy(shape),
  }
}

/** A draft that the museum has, to go on writing. */
export function takenUp(call: WholeCall, criteria: readonly Criterion[]): Draft {
  const { preset, title, mission, days, parts, remoteDays, reciprocal, firstDay, lastDay, payer } = call
  const { creditHours, mostFromOneMuseum, lumpMinor, currency } = call
  return {
    ...{ id: bare(call.id), programmeId: bare(call.programme.id), preset, title, mission },
    ...{ days, parts, remoteDays, reciprocal, firstDay, lastDay, payer, creditHours, mostFromOneMuseum },
    skills: call.skills.join('\n'),
    deliverables: call.deliverables.join('\n'),
    metrics: call.metrics.join('\n'),
    opens: shown(call.opensAt),
    closes: shown(call.closesAt),
    covers: [...call.covers] as Draft['covers'],
    lump: lumpMinor === null || currency === null ? null : lumpMinor / unitsOf(currency),
    currency: currency ?? 'EUR',
    criteria: askedOf(criteria),
  }
}

export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The call as the museum takes it. */
export function written({ opens, closes, lump, currency, criteria, ...rest }: Draft): NewCall {
  const inCurrency = currency.trim().toUpperCase()
  return {
    ...rest,
    skills: lines(rest.skills),
    deliverables: lines(rest.deliverables),
    metrics: lines(rest.metrics),
    opensAt: new Date(opens).toISOString(),
    closesAt: new Date(closes).toISOString(),
    zone: hereZone(),
    lumpMinor: lump === null ? null : Math.round(lump * unitsOf(inCurrency)),
    currency: lump === null ? null : inCurrency,
    criteria,
  }
}
