/** The address at which one's own calendar is read by other programs; the museum shows it once. */
import type { Instant } from '../core/types'
import { answer, call } from './signing'

const ADDRESS = '/mine/calendar'

/** Since when there is one. */
export async function calendar(): Promise<{ madeAt: Instant } | null> {
  return (await answer<{ calendar: { madeAt: Instant } | null }>(await call(ADDRESS, 'GET'))).calendar
}

/** Makes a new address; the one before opens nothing any more. */
export async function makeCalendar(): Promise<string> {
  return (await answer<{ address: string }>(await call(ADDRESS, 'POST'))).address
}

export async function endCalendar(): Promise<void> {
  await call(ADDRESS, 'DELETE')
}
