/** The addresses at which calendars are read by other programs; the museum shows each once. */
import type { Instant, Uuid } from '../core/types'
import { answer, call } from './signing'

const ADDRESS = '/mine/calendars'

export interface Subscribable {
  scope: Uuid
  kind: 'PERSON' | 'PLACEMENT' | 'MUSEUM' | 'NETWORK'
  name: string
  /** Since when there is an address. */
  madeAt: Instant | null
}

/** Whose calendars one may have. */
export async function calendars(): Promise<Subscribable[]> {
  return (await answer<{ calendars: Subscribable[] }>(await call(ADDRESS, 'GET'))).calendars
}

/** Makes a new address; the one before opens nothing any more. */
export async function makeCalendar(scope: Uuid): Promise<string> {
  return (await answer<{ address: string }>(await call(`${ADDRESS}/${scope}`, 'POST'))).address
}

export async function endCalendar(scope: Uuid): Promise<void> {
  await call(`${ADDRESS}/${scope}`, 'DELETE')
}
