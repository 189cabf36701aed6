/** The coordinator's desk, asked of the museum each time. */
import type { Answer } from './asking'
import { ask } from './online'

export type Desk = NonNullable<Answer<'Desk'>['desk']>
export type Action = Desk['actions'][number]
export type Case = Desk['cases'][number]
export type Stay = Desk['stays'][number]
export type Staff = Desk['people'][number]
export type Hit = Answer<'DeskSearch'>['deskSearch'][number]

/** Null for whoever coordinates nothing. */
export const desk = async (): Promise<Desk | null> => (await ask('Desk', {})).desk

export const searched = async (words: string): Promise<readonly Hit[]> =>
  (await ask('DeskSearch', { words })).deskSearch
