/** Passkeys: the phone's own face, finger or PIN instead of a code. What speaks to it is loaded when it is asked for. */
import type { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import type { Instant, SignedIn, Uuid } from '../core/types'
import { answer, call, remember } from './signing'

type Options = Parameters<typeof startRegistration>[0]['optionsJSON']
type Question = Parameters<typeof startAuthentication>[0]['optionsJSON']

/** A passkey as its person sees it. */
export interface Passkey {
  id: Uuid
  name: string
  madeAt: Instant
  seenAt: Instant | null
}

/** The person closed the phone's question, or has no passkey for this museum. */
export class NotAnswered extends Error {
  override readonly name = 'NotAnswered'
}

/** Whether this browser knows passkeys at all. */
export const knowsPasskeys = (): boolean => 'PublicKeyCredential' in globalThis

/** Signs in with a passkey of this phone. */
export async function enterWithPasskey(): Promise<SignedIn> {
  const optionsJSON = await answer<Question>(await call('/auth/passkeys/challenge', 'POST'))
  const browser = await import('@simplewebauthn/browser')
  const credential = await browser.startAuthentication({ optionsJSON }).catch(unanswered)
  return remember(await answer<SignedIn>(await call('/auth/passkeys/session', 'POST', credential)))
}

/** Shows with a passkey of this phone that it is still the same person. */
export async function proveWithPasskey(): Promise<void> {
  const optionsJSON = await answer<Question>(await call('/auth/passkeys/challenge', 'POST'))
  const browser = await import('@simplewebauthn/browser')
  const credential = await browser.startAuthentication({ optionsJSON }).catch(unanswered)
  await call('/auth/step-up', 'POST', { credential })
}

/** Makes a passkey on this phone; all that its person has from then on. */
export async function makePasskey(name: string): Promise<Passkey[]> {
  const optionsJSON = await answer<Options>(await call('/auth/passkeys/new', 'POST'))
  const browser = await import('@simplewebauthn/browser')
  const credential = await browser.startRegistration({ optionsJSON }).catch(unanswered)
  return listed(await call('/auth/passkeys', 'POST', { name, credential }))
}

/** The person's passkeys, the newest first. */
export async function passkeys(): Promise<Passkey[]> {
  return listed(await call('/auth/passkeys', 'GET'))
}

/** Takes one away; what is left of them. */
export async function takePasskeyAway(id: Uuid): Promise<Passkey[]> {
  await call(`/auth/passkeys/${id}`, 'DELETE')
  return passkeys()
}

async function listed(response: Response): Promise<Passkey[]> {
  return (await answer<{ passkeys: Passkey[] }>(response)).passkeys
}

function unanswered(error: unknown): never {
  if (error instanceof Error) throw new NotAnswered(error.message, { cause: error })
  throw error
}
