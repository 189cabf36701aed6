/** A push comes while the app is closed: what is shown, in which words, and where a press leads. */
import { beforeEach, expect, test, vi } from 'vitest'
import { REMINDER_KINDS, WORDS_AT, type ReminderWords } from '../../src/core/reminders'

const ID = '01926f00-0000-7000-8000-000000000007'
const LEFT: ReminderWords = {
  locale: 'ar',
  direction: 'rtl',
  words: Object.fromEntries(REMINDER_KINDS.map((kind) => [kind, `كلمات ${kind}`])) as ReminderWords['words'],
}

interface Shown {
  title: string
  tag: string
  lang: string
  dir: string
  data: string
}

let shown: Shown[]
let left: Response | undefined
let pages: { gone: unknown[]; focused: number }[]
let opened: string[]
const heard = new Map<string, (event: never) => void>()

function happens(name: string, about: object): Promise<unknown> {
  let work: Promise<unknown> = Promise.resolve()
  heard.get(name)?.({ ...about, waitUntil: (done: Promise<unknown>) => void (work = done) } as never)
  return work
}

const pushed = (text: string): Promise<unknown> => happens('push', { data: { text: () => text } })
const pressed = async (): Promise<boolean> => {
  let closed = false
  const notification = { data: shown[0]?.data, close: () => void (closed = true) }
  await happens('notificationclick', { notification })
  return closed
}

beforeEach(async () => {
  shown = []
  pages = []
  opened = []
  left = Response.json(LEFT)
  vi.resetModules()
  vi.stubGlobal('caches', {
    open: () =>
      Promise.resolve({ match: (key: string) => Promise.resolve(key === WORDS_AT ? left : undefined) }),
  })
  vi.stubGlobal('self', {
    registration: {
      showNotification: (title: string, said: Omit<Shown, 'title'>) => {
        shown.push({ ...said, title })
        return Promise.resolve()
      },
    },
    clients: {
      matchAll: () =>
        Promise.resolve(
          pages.map((page) => ({
            postMessage: (said: unknown) => void page.gone.push(said),
            focus: () => Promise.resolve(void (page.focused += 1)),
          })),
        ),
      openWindow: (path: string) => Promise.resolve(void opened.push(path)),
    },
    addEventListener: (name: string, run: (event: never) => void) => heard.set(name, run),
  })
  const file = 'reminding'
  const worker = (await import(/* @vite-ignore */ `../../src/worker/${file}.ts`)) as { heedReminders(): void }
  worker.heedReminders()
})

test.each(['', 'no JSON', '{"kind":"DUE","id":"/evil"}', '{"kind":"MONEY","id":"' + ID + '"}', 'null'])(
  'what is no reminder of ours shows the name of the app and leads nowhere else: %s',
  async (text) => {
    await pushed(text)
    expect(shown).toMatchObject([{ title: 'Understudy', data: '/today' }])
  },
)

test('without the words that were left, something is shown all the same', async () => {
  left = undefined
  await pushed(JSON.stringify({ kind: 'DUE', id: ID }))
  expect(shown).toMatchObject([{ title: 'Understudy', data: `/commitment/${ID}` }])
})

test('it is said in the language of the person, and the same thing takes its own place', async () => {
  await pushed(`${JSON.stringify({ kind: 'FOLLOW_UP', id: ID })}        `)
  expect(shown).toMatchObject([
    { title: LEFT.words.FOLLOW_UP, lang: 'ar', dir: 'rtl', tag: `FOLLOW_UP:${ID}` },
  ])
})

test.each([
  ['DUE', `/commitment/${ID}`],
  ['ASKED', '/agree'],
  ['LANDED', '/landed'],
  ['REQUESTED', '/requests'],
  ['SIGNATURE', `/agreements/${ID}`],
  ['CALLED_OFF', `/agreements/${ID}`],
  ['TRIED', '/settings'],
])('a press on %s opens %s', async (kind, path) => {
  await pushed(JSON.stringify({ kind, id: ID }))
  expect(await pressed()).toBe(true)
  expect(opened).toEqual([path])
})

test('a page that is open goes there by itself: nothing half written in it is lost', async () => {
  pages = [{ gone: [], focused: 0 }]
  await pushed(JSON.stringify({ kind: 'DUE', id: ID }))
  await pressed()
  expect(pages).toEqual([{ gone: [{ go: `/commitment/${ID}` }], focused: 1 }])
  expect(opened).toEqual([])
})
