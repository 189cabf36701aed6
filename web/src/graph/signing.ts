/** Signing in and out. The last person is remembered, so the app opens without a network. */
import type { SignedIn, Uuid } from '../core/types'
import { forgetPhotos } from './shown-photos'
import { Trouble, readRefusal, troubleOf } from './trouble'

const REMEMBERED = 'understudy:person'
const TIMEOUT_MS = 15_000

/** One of the cast one can be in a demonstration. */
export interface DemoPerson {
  id: Uuid
  name: string
  role: string
  museum: string
  note: string
}

/** The person who last signed in on this device, or null. */
export function remembered(): SignedIn | null {
  try {
    const text = localStorage.getItem(REMEMBERED)
    return text === null ? null : (JSON.parse(text) as SignedIn)
  } catch {
    return null
  }
}

/** Hears when another tab signs somebody out, or somebody else in. */
export function heedOtherTabs(changed: (now: SignedIn | null) => void): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === REMEMBERED || key === null) changed(remembered())
  })
}

/** Keeps who signed in, so that the app opens without a network. */
export async function remember(person: SignedIn): Promise<SignedIn> {
  // What one person was shown is not the next one's.
  if (remembered()?.person.id !== person.person.id) await forgetPhotos()
  try {
    // Whoever finds the device must not find the key on it.
    const { lock: _lock, ...kept } = person
    localStorage.setItem(REMEMBERED, JSON.stringify(kept))
  } catch {
    // Private windows may refuse: then the app only opens with a network.
  }
  return person
}

/** Asks the museum about signing in; anything but a yes is a `Trouble`. */
export async function call(path: string, method: string, body?: unknown): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        'x-understudy': '1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch (error) {
    throw troubleOf(error)
  }
  if (response.ok) return response
  throw await readRefusal(response)
}

/** What it answered, if it was the museum that did. */
export async function answer<T>(response: Response): Promise<T> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) throw new Trouble('portal')
  return (await response.json()) as T
}

/** The people one can be, in a demonstration; otherwise nobody. */
export async function people(): Promise<DemoPerson[]> {
  return (await answer<{ people: DemoPerson[] }>(await call('/auth/people', 'GET'))).people
}

/** Signs in as one of the demonstration's people. */
export async function demo(person: Uuid): Promise<SignedIn> {
  return remember(await answer<SignedIn>(await call('/auth/demo', 'POST', { person })))
}

/** Asks for a code by mail; the answer never says whether the address is known. */
export async function askCode(email: string): Promise<void> {
  await call('/auth/code', 'POST', { email })
}

/** Trades the code for a session. */
export async function signIn(email: string, code: string): Promise<SignedIn> {
  return remember(await answer<SignedIn>(await call('/auth/session', 'POST', { email, code })))
}

/** Whose session this is, asked of the museum; null when there is none. */
export async function session(): Promise<SignedIn | null> {
  try {
    return await remember(await answer<SignedIn>(await call('/auth/session', 'GET')))
  } catch (error) {
    if (error instanceof Trouble && error.kind === 'signed-out') return null
    throw error
  }
}

/**
 * Forgets the person here, the museum's photos in the cache, and the session there.
 * Unsent work stays in the person's own database; without a network the session ends with its idle time.
 */
export async function signOut(): Promise<void> {
  try {
    localStorage.removeItem(REMEMBERED)
  } catch {
    // Nothing was remembered then.
  }
  await forgetPhotos()
  try {
    await call('/auth/session', 'DELETE')
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
  }
}
