/** The charter and the committee, asked of the museum each time. */
import type { Answer, Variables } from './asking'
import { ask } from './online'
import type { Uuid } from '../core/types'

export type Charters = Answer<'Charters'>
export type Charter = Charters['charters'][number]
export type CommitteeNow = Answer<'CommitteeToday'>
export type Seat = CommitteeNow['committee']['seats'][number]
export type Motion = CommitteeNow['motions'][number]
export type Choice = Variables<'CastVote'>['choice']
export type NewMotion = Variables<'PutMotion'>['motion']
export type Interest = Variables<'DeclareInterests'>['interests'][number]

export const charters = (): Promise<Charters> => ask('Charters', {})
export const committee = (): Promise<CommitteeNow> => ask('CommitteeToday', {})

export async function ratify(charter: Charter, museumId: Uuid): Promise<void> {
  await ask('RatifyCharter', { charterId: charter.id, museumId, sha256: charter.sha256 })
}

export async function declareInterests(interests: Interest[]): Promise<void> {
  await ask('DeclareInterests', { interests })
}

export async function stepBack(id: Uuid): Promise<void> {
  await ask('StepBack', { id, words: '' })
}

export async function putMotion(motion: NewMotion): Promise<void> {
  await ask('PutMotion', { motion })
}

export async function withdrawMotion(id: Uuid): Promise<void> {
  await ask('WithdrawMotion', { id })
}

export async function castVote(id: Uuid, choice: Choice, reason: string): Promise<void> {
  await ask('CastVote', { id, choice, reason })
}

export async function decideMotion(id: Uuid): Promise<void> {
  await ask('DecideMotion', { id })
}
