/** Requests to be a mentor, asked of the museum each time: a turn may have gone on meanwhile. */
import type { Uuid } from '../core/types'
import type { Answer, Variables } from './asking'
import { ask } from './online'

export type Request = Answer<'MentorRequests'>['mentorRequests'][number]
export type Turn = Request['turns'][number]
export type NewRequest = Variables<'AskMentors'>['request']

export const requests = async (): Promise<readonly Request[]> =>
  (await ask('MentorRequests', {})).mentorRequests

export const askMentors = (request: NewRequest) => ask('AskMentors', { request })
export const accept = (id: Uuid, close: boolean) => ask('AcceptMentorRequest', { id, close })
export const decline = (id: Uuid, reason: string) => ask('DeclineMentorRequest', { id, reason })
export const question = (id: Uuid, words: string) => ask('QuestionMentorRequest', { id, question: words })
export const reply = (id: Uuid, words: string) => ask('ReplyToMentor', { id, reply: words })
export const callOff = (id: Uuid) => ask('CallMentorRequestOff', { id })
