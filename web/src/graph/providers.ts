/** Signing in with the museum's own provider: the browser goes there and comes back. */
import type { SignedIn, Uuid } from '../core/types'
import { answer, call, session } from './signing'

const LEFT = 'understudy:way'

/** A museum that signs its people in itself. */
export interface Provider {
  id: Uuid
  name: string
  connected: boolean
}

/** The museums one can sign in with. */
export async function providers(): Promise<Provider[]> {
  return (await answer<{ providers: Provider[] }>(await call('/auth/providers', 'GET'))).providers
}

/** Leaves for a museum's own page; whoever is signed in may have their account there connected. */
export async function leaveFor(id: Uuid, connect = false): Promise<void> {
  const { url } = await answer<{ url: string }>(await call(`/auth/providers/${id}`, 'POST', { connect }))
  try {
    sessionStorage.setItem(LEFT, id)
  } catch {
    // Then one signs in once more on coming back.
  }
  location.assign(url)
}

/** Who came back; null unless this tab had left, so that a cookie that stayed lets nobody in. */
export async function cameBack(): Promise<SignedIn | null> {
  try {
    if (sessionStorage.getItem(LEFT) === null) return null
    sessionStorage.removeItem(LEFT)
  } catch {
    return null
  }
  return session()
}

/** Why a coordinator turned the account away that this browser just came back with, in their words. */
export async function whyTurnedAway(): Promise<string | null> {
  return (await answer<{ because: string | null }>(await call('/auth/turned-away', 'GET'))).because
}

/** Takes the account at a museum away. */
export async function disconnect(id: Uuid): Promise<Provider[]> {
  await call(`/auth/providers/${id}`, 'DELETE')
  return providers()
}
