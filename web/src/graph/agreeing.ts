/** What a home manager was asked to agree to, asked of the museum each time they look. */
import { bare } from '../core/ids'
import type { Uuid } from '../core/types'
import type { Answer } from './asking'
import { ask } from './online'

export type Asked = Answer<'AskedOfMe'>['commitments']['nodes'][number]

export const askedOfMe = async (me: Uuid): Promise<Asked[]> => [
  ...(await ask('AskedOfMe', { me: `Person:${me}` })).commitments.nodes,
]

/** Agrees when nothing has to change; the sentence goes along, so that nobody agrees to other words. */
export async function answerCommitment(asked: Asked, reason?: string): Promise<void> {
  const answer = reason === undefined ? 'AGREED' : 'TO_CHANGE'
  const id = bare(asked.id)
  await ask('AnswerCommitment', { id, answer, sentence: asked.sentence, reason: reason ?? null })
}
