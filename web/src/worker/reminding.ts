/** Shows a pushed reminder in the words that the app left, and leads to what it is about. */
import { leadsTo, readPush, REMINDERS, WORDS_AT, type ReminderWords } from '../core/reminders'

declare const self: ServiceWorkerGlobalScope

async function wordsHere(): Promise<ReminderWords | undefined> {
  const kept = await (await caches.open(REMINDERS)).match(WORDS_AT)
  return kept === undefined ? undefined : ((await kept.json()) as ReminderWords)
}

/** Every push shows something: a browser takes the permission from whoever pushes in silence. */
async function show(text: string): Promise<void> {
  const pushed = readPush(text)
  const said = await wordsHere().catch(() => undefined)
  const title = pushed === null ? undefined : said?.words[pushed.kind]
  await self.registration.showNotification(title ?? 'Understudy', {
    // The same thing said again takes the place of the first.
    tag: pushed === null ? 'understudy' : `${pushed.kind}:${pushed.id}`,
    lang: said?.locale ?? '',
    dir: said?.direction ?? 'auto',
    icon: '/icon-192.png',
    data: pushed === null ? '/today' : leadsTo(pushed),
  })
}

/** A page that is open goes there by itself, with what is half written in it; else one is opened. */
async function open(path: string): Promise<void> {
  const [page] = await self.clients.matchAll({ type: 'window' })
  if (page === undefined) return void (await self.clients.openWindow(path))
  page.postMessage({ go: path })
  await page.focus()
}

export function heedReminders(): void {
  self.addEventListener('push', (event) => event.waitUntil(show(event.data?.text() ?? '')))
  self.addEventListener('notificationclick', (event) => {
    event.notification.close()
    event.waitUntil(open(String(event.notification.data)))
  })
}
