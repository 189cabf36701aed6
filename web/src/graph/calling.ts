/** Calls, asked of the museum each time. */
import { bare } from '../core/ids'
import type { Uuid } from '../core/types'
import type { Answer, Variables } from './asking'
import { ask } from './online'
import { whole } from './whole'

export type Call = Answer<'Calls'>['calls']['nodes'][number]
export type WholeCall = Extract<Answer<'OneCall'>['node'], { __typename: 'Call' }>
export type Criterion = Answer<'CallRules'>['callRules']['criteria'][number]
export type Shapes = Answer<'CallShapes'>
export type Rules = Answer<'ProgrammeRules'>['programmeRules'][number]
export type NewCall = Variables<'DraftCall'>['call']

export const calls = (): Promise<Call[]> => whole(async (after) => (await ask('Calls', { after })).calls)

export async function callOf(id: Uuid): Promise<WholeCall | undefined> {
  const { node } = await ask('OneCall', { id: `Call:${id}` })
  return node?.__typename === 'Call' ? node : undefined
}

export const shapes = (): Promise<Shapes> => ask('CallShapes', {})
export const versionsOf = async (programmeId: Uuid): Promise<readonly Rules[]> =>
  (await ask('ProgrammeRules', { programmeId })).programmeRules
export const draftCall = (call: NewCall) => ask('DraftCall', { call })

export const rulesOf = async (call: string) => (await ask('CallRules', { callId: bare(call) })).callRules

export const openCall = (id: Uuid) => ask('OpenCall', { id })
export const closeCall = (id: Uuid) => ask('CloseCall', { id })
