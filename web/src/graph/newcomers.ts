/** Who came by a museum's own sign-in and waits; admitting them, turning them away. For coordinators. */
import type { Instant, Role, Uuid } from '../core/types'
import { answer, call } from './signing'

export interface Newcomer {
  id: Uuid
  name: string
  email: string | null
  museum: string
  museumId: Uuid
  provider: string | null
  askedAt: Instant
}

export interface Waiting {
  /** The museums this coordinator speaks for. */
  museums: { id: Uuid; name: string }[]
  newcomers: Newcomer[]
}

/** Who waits, the longest waiting first. */
export async function waiting(): Promise<Waiting> {
  return answer<Waiting>(await call('/auth/newcomers', 'GET'))
}

/** Takes somebody in; who still waits. */
export async function admit(id: Uuid, role: Role, museum: Uuid): Promise<Waiting> {
  await call(`/auth/newcomers/${id}`, 'POST', { role, museum })
  return waiting()
}

/** Turns somebody away with a reason; who still waits. */
export async function turnAway(id: Uuid, because: string): Promise<Waiting> {
  await call(`/auth/newcomers/${id}`, 'DELETE', { because })
  return waiting()
}
