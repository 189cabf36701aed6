/** Museums, programmes and who works where today, for whoever puts people together. */
import { bare } from '../core/ids'
import type { PlainDate, Uuid } from '../core/types'
import type { Answer } from './asking'
import { ask } from './online'
import { whole } from './whole'

type Role = Answer<'Colleagues'>['people']['nodes'][number]['memberships'][number]['role']

interface Named {
  id: Uuid
  name: string
}

export interface Colleague extends Named {
  offices: readonly { role: Role; museumId: Uuid }[]
}

export interface Table {
  programmes: readonly Named[]
  museums: readonly Named[]
  people: readonly Colleague[]
}

const named = ({ id, name }: Named): Named => ({ id: bare(id), name })

async function colleagues(today: PlainDate): Promise<Colleague[]> {
  const people = await whole(async (after) => (await ask('Colleagues', { after })).people)
  return people.map(({ memberships, ...one }) => ({
    ...named(one),
    offices: memberships
      .filter(({ since, until }) => since <= today && (until === null || until >= today))
      .map(({ role, museum }) => ({ role, museumId: bare(museum.id) })),
  }))
}

export async function table(today: PlainDate): Promise<Table> {
  const [{ programmes, museums }, people] = await Promise.all([ask('DraftingTable', {}), colleagues(today)])
  return { programmes: programmes.nodes.map(named), museums: museums.nodes.map(named), people }
}

/** Who works at a museum today, in a role or in any. */
export const at = (people: readonly Colleague[], museum: Uuid, role?: Role): readonly Colleague[] =>
  people.filter(({ offices }) =>
    offices.some((one) => one.museumId === museum && (role === undefined || one.role === role)),
  )
