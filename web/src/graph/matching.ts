/** Applications and offers, asked of the museum each time; only a draft of one's own stays on the device. */
import { bare } from '../core/ids'
import type { PlainDate, Uuid } from '../core/types'
import type { Answer, Variables } from './asking'
import type { Criterion } from './calling'
import { ask } from './online'
import { whole } from './whole'

export type Line = Answer<'Applications'>['applications']['nodes'][number]
export type Application = Extract<Answer<'OneApplication'>['node'], { __typename: 'Application' }>
export type Verdict = Answer<'Verdicts'>['applicationVerdicts'][number]
export type Offer = Answer<'Offers'>['offers']['nodes'][number]
export type NewApplication = Variables<'SaveApplication'>['application']
export type NewPledge = Variables<'Pledge'>['pledge']
export type NewOffer = Variables<'SayOffer'>['offer']

export const applications = (where: Variables<'Applications'>['where']): Promise<Line[]> =>
  whole(async (after) => (await ask('Applications', { where, after })).applications)

export async function applicationOf(id: Uuid): Promise<Application | undefined> {
  const { node } = await ask('OneApplication', { id: `Application:${id}` })
  return node?.__typename === 'Application' ? node : undefined
}

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
export const putToCommittee = (id: Uuid, motionId: Uuid) => ask('PutApplication', { id, motionId })
export const withdraw = (id: Uuid) => ask('WithdrawApplication', { id })
export const askWaiver = (id: Uuid, why: string) => ask('AskWaiver', { id, why })
export const pledge = (promise: NewPledge) => ask('Pledge', { pledge: promise })
export const waive = (id: Uuid, fact: Criterion['fact'], reason: string) =>
  ask('WaiveCriterion', { id, fact, reason })

export const offers = (): Promise<Offer[]> => whole(async (after) => (await ask('Offers', { after })).offers)
export const sayOffer = (offer: NewOffer) => ask('SayOffer', { offer })
export const endOffer = (id: Uuid) => ask('EndOffer', { id })
