/** What was said in confidence, asked of the museum each time: nothing of it is kept on a device. */
import type { Theme, Uuid } from '../core/types'
import type { Answer } from './asking'
import { ask } from './online'

export type Confided = Answer<'Confidence'>
export type ToldToMe = Answer<'Told'>['critiquesForMe']

/** What one said, and the themes of the museums one coordinates. */
export const confided = (): Promise<Confided> => ask('Confidence', {})

/** What one was told; whoever said it hears that it was read. */
export const toldToMe = async (): Promise<ToldToMe> => (await ask('Told', {})).critiquesForMe

/** Takes back what one said, for good, as long as it was not released. */
export async function withdraw(id: Uuid): Promise<void> {
  await ask('WithdrawCritique', { id })
}

export async function release(id: Uuid): Promise<void> {
  await ask('Release', { id })
}

export async function answerTheme(museumId: Uuid, theme: Theme, words: string): Promise<void> {
  await ask('AnswerTheme', { museumId, theme, words })
}
