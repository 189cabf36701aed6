/** Where a person is signed in, and signing out there from here. */
import type { Instant, Uuid } from '../core/types'
import { answer, call } from './signing'

export interface SignedInPlace {
  id: Uuid
  device: string | null
  madeAt: Instant
  seenAt: Instant
  here: boolean
}

/** Every place, this one first. */
export async function places(): Promise<SignedInPlace[]> {
  return (await answer<{ places: SignedInPlace[] }>(await call('/auth/places', 'GET'))).places
}

/** Signs out at one place; what is left. */
export async function endThere(id: Uuid): Promise<SignedInPlace[]> {
  await call(`/auth/places/${id}`, 'DELETE')
  return places()
}

/** Signs out everywhere but here. */
export async function endOthers(): Promise<SignedInPlace[]> {
  await call('/auth/places', 'DELETE')
  return places()
}
