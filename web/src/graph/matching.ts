/** Calls, applications and offers, asked of the museum each time; only a draft of one's own stays on the device. */
import { bare } from '../core/ids'
import type { PlainDate, Uuid } from '../core/types'
import type { Answer, Variables } from './asking'
import { ask } from './online'

export type Call = Answer<'Calls'>['calls']['nodes'][number]
export type Application = Answer<'Calls'>['applications']['nodes'][number]
export type Criterion = Answer<'CallRules'>['callRules']['criteria'][number]
export type Verdict = Answer<'Verdicts'>['applicationVerdicts'][number]
export type Offer = Answer<'Offers'>['offers']['nodes'][number]
export type NewApplication = Variables<'SaveApplication'>['application']
export type NewPledge = Variables<'Pledge'>['pledge']
export type NewOffer = Variables<'SayOffer'>['offer']

export interface Round {
  calls: readonly Call[]
  applications: readonly Application[]
}

export async function round(): Promise<Round> {
  const { calls, applications } = await ask('Calls', {})
  return { calls: calls.nodes, applications: applications.nodes }
}

export const rulesOf = async (call: string) => (await ask('CallRules', { callId: bare(call) })).callRules

export const verdictsOf = async (id: Uuid): Promise<readonly Verdict[]> =>
  (await ask('Verdicts', { applicationId: id })).applicationVerdicts

export const wantedOf = async (id: Uuid) =>
  (await ask('WantedAdjustments', { applicationId: id })).applicationAdjustments

/** Who signs for a museum today. */
export async function sponsorsOf(museumId: Uuid, today: PlainDate): Promise<{ id: Uuid; name: string }[]> {
  const museum = `Museum:${museumId}`
  const { people } = await ask('Sponsors', { museum })
  const signs = ({ memberships }: (typeof people.nodes)[number]): boolean =>
    memberships.some(
      ({ role, museum: { id }, until }) =>
        role === 'SPONSOR' && id === museum && (until === null || until >= today),
    )
  return people.nodes.filter(signs).map(({ id, name }) => ({ id: bare(id), name }))
}

export const save = (application: NewApplication) => ask('SaveApplication', { application })
export const submit = (id: Uuid) => ask('SubmitApplication', { id })
export const withdraw = (id: Uuid) => ask('WithdrawApplication', { id })
export const askWaiver = (id: Uuid, why: string) => ask('AskWaiver', { id, why })
export const pledge = (promise: NewPledge) => ask('Pledge', { pledge: promise })
export const waive = (id: Uuid, fact: Criterion['fact'], reason: string) =>
  ask('WaiveCriterion', { id, fact, reason })
export const openCall = (id: Uuid) => ask('OpenCall', { id })
export const closeCall = (id: Uuid) => ask('CloseCall', { id })

export const offers = async (): Promise<readonly Offer[]> => (await ask('Offers', {})).offers.nodes
export const sayOffer = (offer: NewOffer) => ask('SayOffer', { offer })
export const endOffer = (id: Uuid) => ask('EndOffer', { id })
