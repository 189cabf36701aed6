/** How one wants to be reminded, and whether this browser is pushed to: both stand at the museum. */
import { answer, call } from './signing'

export type Way = 'NONE' | 'PUSH' | 'LETTER'

export interface Reminders {
  way: Way
  quietFrom: number
  quietUntil: number
  /** Whether this browser is pushed to. */
  here: boolean
  /** How many are. */
  browsers: number
  /** By which a browser knows the museum's pushes. */
  key: string
}

const ADDRESS = '/mine/reminders'

export async function reminders(): Promise<Reminders> {
  return answer<Reminders>(await call(ADDRESS, 'GET'))
}

export async function chooseReminders(way: Way, quietFrom: number, quietUntil: number): Promise<Reminders> {
  return answer<Reminders>(await call(ADDRESS, 'PUT', { way, quietFrom, quietUntil }))
}

export async function pushHere(subscription: PushSubscriptionJSON): Promise<void> {
  await call(`${ADDRESS}/here`, 'POST', subscription)
}

export async function pushHereNoLonger(): Promise<void> {
  await call(`${ADDRESS}/here`, 'DELETE')
}

export async function tryReminders(): Promise<void> {
  await call(`${ADDRESS}/test`, 'POST')
}
