/** The charter, the committee and the museums of the network, asked of the museum each time. */
import type { Answer, Variables } from './asking'
import { ask } from './online'
import type { PlainDate, Uuid } from '../core/types'

export type Charters = Answer<'Charters'>
export type Charter = Charters['charters'][number]
export type CommitteeNow = Answer<'CommitteeToday'>
export type Seat = CommitteeNow['committee']['seats'][number]
export type Motion = CommitteeNow['motions'][number]
export type Choice = Variables<'CastVote'>['choice']
export type NewMotion = Variables<'PutMotion'>['motion']
export type NewCharter = Variables<'PublishCharter'>['charter']
export type NewSeat = Variables<'GiveSeat'>['seat']
export type Museums = Answer<'NetworkMuseums'>
export type Description = Variables<'DescribeMuseum'>['description']
export type Distribution = Answer<'FairDistribution'>['fairDistribution']
export type Interest = Variables<'DeclareInterests'>['interests'][number]

export type MotionAbout = Answer<'Motions'>['motions'][number]

/** The motions about one thing that whoever asks may know of. */
export const motionsAbout = async (id: Uuid): Promise<MotionAbout[]> =>
  (await ask('Motions', {})).motions.filter(({ matter }) => matter?.about === id)

export const charters = (): Promise<Charters> => ask('Charters', {})
export const committee = (): Promise<CommitteeNow> => ask('CommitteeToday', {})

export async function ratify(charter: Charter, museumId: Uuid): Promise<void> {
  await ask('RatifyCharter', { charterId: charter.id, museumId, sha256: charter.sha256 })
}

export async function publish(charter: NewCharter): Promise<void> {
  await ask('PublishCharter', { charter })
}

export async function giveSeat(seat: NewSeat): Promise<void> {
  await ask('GiveSeat', { seat })
}

export async function endSeat(id: Uuid, lastDay: PlainDate): Promise<void> {
  await ask('EndSeat', { id, lastDay })
}

export const museums = (): Promise<Museums> => ask('NetworkMuseums', {})

export async function describeMuseum(id: Uuid, description: Description): Promise<void> {
  await ask('DescribeMuseum', { id, description })
}

export async function fairDistribution(year: number): Promise<Distribution> {
  return (await ask('FairDistribution', { year })).fairDistribution
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
