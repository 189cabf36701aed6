/** A museum's rules for photos, said and ended while there is a network; phones hear of them by the feed. */
import type { Variables } from './asking'
import { ask } from './online'
import type { Uuid } from '../core/types'

export type NewRule = Variables<'SayPhotoRule'>['rule']

export async function sayPhotoRule(rule: NewRule): Promise<void> {
  await ask('SayPhotoRule', { rule })
}

export async function endPhotoRule(id: Uuid): Promise<void> {
  await ask('EndPhotoRule', { id })
}
