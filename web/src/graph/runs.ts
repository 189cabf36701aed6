/** Runs of the matching: ordered, read and told by who coordinates; one's own verdict by whoever applied. */
import { bare } from '../core/ids'
import type { Uuid } from '../core/types'
import type { Answer } from './asking'
import { ask } from './online'
import { whole } from './whole'

export type Run = Answer<'MatchRuns'>['matchRuns'][number]
export type Outcome = NonNullable<Answer<'MatchAnswer'>['matchAnswer']>
export type Formula = Outcome['formula']
export type Proposal = Outcome['proposals'][number]
export type LeftOver = Outcome['leftOver'][number]
export type Change = NonNullable<LeftOver['change']>
export type Stay = Proposal['stay']
export type MyVerdict = NonNullable<Answer<'MatchVerdict'>['matchVerdict']>

export interface Applicant {
  name: string
  home: string
  homeId: Uuid
  situations: readonly string[]
  /** Whether a run looks at them: they handed in, and nothing is decided. */
  considered: boolean
}

export interface Host {
  name: string
  museum: string
  museumId: Uuid
}

export const runsOf = async (callId: Uuid): Promise<readonly Run[]> =>
  (await ask('MatchRuns', { callId })).matchRuns
export const outcomeOf = async (runId: Uuid) => (await ask('MatchAnswer', { runId })).matchAnswer
export const formulaNow = async (): Promise<Formula> => (await ask('MatchFormula', {})).matchFormula
export const verdictOn = async (applicationId: Uuid) =>
  (await ask('MatchVerdict', { applicationId })).matchVerdict
export const orderRun = (id: Uuid, callId: Uuid) => ask('RunMatching', { id, callId })
export const tellVerdicts = (runId: Uuid) => ask('TellVerdicts', { runId })

/** Everybody who applied to a call, by the UUID of their application. */
export async function applicantsOf(callId: Uuid): Promise<Map<Uuid, Applicant>> {
  const call = `Call:${callId}`
  const found = await whole(async (after) => (await ask('Applied', { call, after })).applications)
  return new Map(
    found.map(({ id, state, person, home, situations }) => [
      bare(id),
      {
        ...{ name: person.name, home: home.name, homeId: bare(home.id), situations },
        considered: state === 'SUBMITTED' || state === 'BEFORE_COMMITTEE',
      },
    ]),
  )
}

/** Everybody who offers something, by the UUID of their offer. */
export async function hosts(): Promise<Map<Uuid, Host>> {
  const found = await whole(async (after) => (await ask('Offered', { after })).offers)
  return new Map(
    found.map(({ id, mentor, museum }) => [
      bare(id),
      { name: mentor.name, museum: museum.name, museumId: bare(museum.id) },
    ]),
  )
}
