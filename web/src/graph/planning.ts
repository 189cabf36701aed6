/** The years ahead, asked of the museum each time: what is needed, offered, closed, agreed and called for. */
import { bare } from '../core/ids'
import type { PlainDate } from '../core/types'
import type { Answer, Variables } from './asking'
import { ask } from './online'

export type Plan = Answer<'Planning'>
export type Need = Plan['needs']['nodes'][number]
export type Blackout = Plan['blackouts']['nodes'][number]
export type Cover = Plan['needCovers'][number]
export type NewNeed = Variables<'SayNeed'>['need']
export type NewBlackout = Variables<'SayBlackout'>['blackout']

/** Everything that lasts until this day or longer. */
export const planning = (from: PlainDate): Promise<Plan> => ask('Planning', { from })
export const covers = async (): Promise<readonly Cover[]> => (await ask('Covers', {})).needCovers

export const sayNeed = (need: NewNeed) => ask('SayNeed', { need })
export const withdrawNeed = (id: string) => ask('WithdrawNeed', { id: bare(id) })
export const sayBlackout = (blackout: NewBlackout) => ask('SayBlackout', { blackout })
export const withdrawBlackout = (id: string) => ask('WithdrawBlackout', { id: bare(id) })

/** A need as it stands, to be said again. */
export const needAgain = ({ id, museum, kind, skill, why, firstDay, lastDay, days, rev }: Need): NewNeed => ({
  ...{ id: bare(id), museumId: bare(museum.id), kind, skill, why, firstDay, lastDay, days, rev },
})

/** A blackout as it stands, to be said again. */
export const blackoutAgain = ({ id, museum, reason, firstDay, lastDay, rev }: Blackout): NewBlackout => ({
  ...{ id: bare(id), museumId: bare(museum.id), reason, firstDay, lastDay, rev },
})
