/** What helps somebody, asked of the museum each time: kept on a device, it could not be taken back at once. */
import type { Uuid } from '../core/types'
import type { Answer } from './asking'
import { ask } from './online'

export type MyAdjustment = Answer<'MyAdjustments'>['myAdjustments'][number]
export type Adjustment = Answer<'AdjustmentsFor'>['adjustmentsFor'][number]

/** What one said oneself, who may see it, and who read it. */
export const myAdjustments = async (): Promise<MyAdjustment[]> =>
  (await ask('MyAdjustments', {})).myAdjustments

/** What the participant of a placement lets one see; they hear that it was read. */
export const adjustmentsFor = async (placementId: Uuid): Promise<Adjustment[]> =>
  (await ask('AdjustmentsFor', { placementId })).adjustmentsFor

export async function sayAdjustment(
  id: Uuid,
  placementId: Uuid,
  words: string,
  readers: Uuid[],
): Promise<void> {
  await ask('SayAdjustment', { id, placementId, words, readers })
}

export async function withdrawAdjustment(id: Uuid): Promise<void> {
  await ask('WithdrawAdjustment', { id })
}
