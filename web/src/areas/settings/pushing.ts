/** Whether this browser can be pushed to, and switching that on and off. */
import { REMINDERS, WORDS_AT, type ReminderWords } from '../../core/reminders'
import { pushHere, pushHereNoLonger } from '../../graph/reminders'
import { direction, locale, say } from '../../words/words'

/** `install`: an iPhone pushes only to an app on its home screen. */
export type Here = 'able' | 'denied' | 'install' | 'unable'

export function here(): Here {
  const worker = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker
  if (worker === undefined || !('PushManager' in globalThis) || !('Notification' in globalThis))
    return (navigator as { standalone?: boolean }).standalone === false ? 'install' : 'unable'
  return Notification.permission === 'denied' ? 'denied' : 'able'
}

/** The worker speaks no language: it says what is left for it here. */
export async function leaveWords(): Promise<void> {
  const left: ReminderWords = {
    locale: locale(),
    direction: direction(),
    words: {
      SOON: say('reminders.soon'),
      DUE: say('reminders.due'),
      FOLLOW_UP: say('reminders.followUp'),
      ASKED: say('reminders.asked'),
      LANDED: say('reminders.landed'),
      REQUESTED: say('reminders.requested'),
      SIGNATURE: say('reminders.signature'),
      CALLED_OFF: say('reminders.calledOff'),
      TRIED: say('reminders.tried'),
    },
  }
  await (await caches.open(REMINDERS)).put(WORDS_AT, new Response(JSON.stringify(left)))
}

const bytes = (key: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0))

/** False when the person, or the browser, says no. */
export async function switchOn(key: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false
  const { pushManager } = await navigator.serviceWorker.ready
  // One that was made for another museum's key, or an older one of ours, brings nothing.
  await (await pushManager.getSubscription())?.unsubscribe()
  const made = await pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) })
    .catch(() => null)
  if (made === null) return false
  await leaveWords()
  await pushHere(made.toJSON())
  return true
}

export async function switchOff(): Promise<void> {
  await pushHereNoLonger()
  const { pushManager } = await navigator.serviceWorker.ready
  await (await pushManager.getSubscription())?.unsubscribe()
}
