/** How much waits for the mentors of a museum, asked of it each time. */
import type { Uuid } from '../core/types'
import { asking, type Answer } from './asking'

export type Loads = Answer<'MentorLoads'>['mentorLoads']

const ask = asking((input, init) => fetch(input, init))

export const loads = async (museumId: Uuid): Promise<Loads> =>
  (await ask('MentorLoads', { museumId })).mentorLoads
