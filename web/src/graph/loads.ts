/** How much waits for the mentors of a museum, asked of it each time. */
import type { Uuid } from '../core/types'
import type { Answer } from './asking'
import { ask } from './online'

export type Loads = Answer<'MentorLoads'>['mentorLoads']

export const loads = async (museumId: Uuid): Promise<Loads> =>
  (await ask('MentorLoads', { museumId })).mentorLoads
