/** The service worker by itself: what it keeps, what it refuses, how it gives way, and how it goes. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const ORIGIN = 'https://understudy.example'
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
const path = (request: RequestInfo | URL): string => {
  const address = new URL(typeof request === 'object' && 'url' in request ? request.url : request, ORIGIN)
  return address.pathname + address.search
}

class Shelf {
  readonly kept = new Map<string, Response>()
  put(request: RequestInfo, response: Response): Promise<void> {
    return Promise.resolve(void this.kept.set(path(request), response.clone()))
  }
  match(request: RequestInfo, { ignoreSearch = false } = {}): Promise<Response | undefined> {
    const bare = (key: string): string => (ignoreSearch ? key.split('?')[0]! : key)
    const key = [...this.kept.keys()].find((each) => bare(each) === bare(path(request)))
    return Promise.resolve(key === undefined ? undefined : this.kept.get(key)?.clone())
  }
  keys(): Promise<string[]> {
    return Promise.resolve([...this.kept.keys()])
  }
  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.kept.delete(path(key)))
  }
}

/** A browser as a worker sees it. */
class Home {
  readonly shelves = new Map<string, Shelf>()
  readonly heard = new Map<string, (event: never) => void>()
  unregistered = 0
  skipped = 0
  network: (request: RequestInfo, init?: RequestInit) => Promise<Response> = () =>
    Promise.reject(new TypeError('no network'))

  readonly caches = {
    open: (name: string) => {
      const shelf = this.shelves.get(name) ?? new Shelf()
      this.shelves.set(name, shelf)
      return Promise.resolve(shelf)
    },
    keys: () => Promise.resolve([...this.shelves.keys()]),
    delete: (name: string) => Promise.resolve(this.shelves.delete(name)),
    match: async (request: RequestInfo, options?: { ignoreSearch: boolean }) => {
      for (const shelf of this.shelves.values()) {
        const found = await shelf.match(request, options)
        if (found !== undefined) return found
      }
      return undefined
    },
  }

  /** Starts the built worker of this version, whose page reads `page`. */
  async start(file: string, version: string, page: string): Promise<void> {
    vi.resetModules()
    vi.stubGlobal('__FILES__', [['/', hashOf(page)]])
    vi.stubGlobal('__VERSION__', version)
    vi.stubGlobal('caches', this.caches)
    vi.stubGlobal('fetch', (request: RequestInfo, init?: RequestInit) => this.network(request, init))
    vi.stubGlobal('self', {
      location: { origin: ORIGIN },
      clients: { claim: () => Promise.resolve() },
      registration: { unregister: () => Promise.resolve(++this.unregistered > 0) },
      skipWaiting: () => Promise.resolve(void (this.skipped += 1)),
      addEventListener: (name: string, run: (event: never) => void) => this.heard.set(name, run),
    })
    await import(/* @vite-ignore */ `../../src/worker/${file}.ts`)
  }

  /** Something happens to the worker; resolves with what it answers or waits for. */
  happens(name: string, about: object = {}): Promise<unknown> {
    let answer: Promise<unknown> = Promise.resolve()
    const take = (work: Promise<unknown>): void => void (answer = work)
    this.heard.get(name)?.({ ...about, waitUntil: take, respondWith: take } as never)
    return answer
  }

  opens(address: string, mode = 'navigate'): Promise<Response> {
    const request = { url: ORIGIN + address, method: 'GET', mode }
    return this.happens('fetch', { request }) as Promise<Response>
  }
}

let home: Home
const page = (text: string): Promise<Response> => Promise.resolve(new Response(text))

beforeEach(() => void (home = new Home()))
afterEach(() => vi.unstubAllGlobals())

test('a page that is not byte for byte the built one is not kept: the old version stays', async () => {
  await home.start('sw', 'new', 'The app')
  home.network = () => page('<h1>Welcome to the hotel</h1>')
  await expect(home.happens('install')).rejects.toThrow('not the file of this build')
  expect(home.shelves.size).toBe(0)
})

test('the app opens from what is kept, and what is the museum’s to answer is left alone', async () => {
  await home.start('sw', 'new', 'The app')
  home.network = () => page('The app')
  await home.happens('install')
  home.network = () => Promise.reject(new TypeError('no network'))
  for (const address of ['/entry/7', '/calendar'])
    expect(await (await home.opens(address)).text()).toBe('The app')
  for (const address of ['/calendar/7.ics', '/graphql', '/auth/session', '/media/uploads/1', '/healthz'])
    expect(await home.opens(address)).toBeUndefined()
})

test('nothing but a press lets a new version take over', async () => {
  await home.start('sw', 'new', 'The app')
  home.network = () => page('The app')
  await home.happens('install')
  await home.happens('activate')
  expect(home.skipped).toBe(0)
  await home.happens('message', { data: 'apply' })
  expect(home.skipped).toBe(1)
})

test('asked to give way it lets go of photos under way, and serves the page of the new version', async () => {
  await home.start('sw', 'old', 'The old app')
  home.network = () => page('The old app')
  await home.happens('install')
  const newer = await home.caches.open('understudy-shell-new')
  await newer.put(`/?__h=${hashOf('The new app')}`, new Response('The new app'))
  expect(await (await home.opens('/today')).text()).toBe('The old app')

  const signals: AbortSignal[] = []
  home.network = (_request, init) =>
    new Promise((_resolve, reject) => {
      signals.push(init!.signal!)
      init!.signal!.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
    })
  const photo = home.opens('/media/photos/7/screen', 'no-cors')
  await vi.waitFor(() => expect(signals).toHaveLength(1))
  await home.happens('message', { data: 'give way' })
  await expect(photo).rejects.toThrow()
  expect(await (await home.opens('/today')).text()).toBe('The new app')
})

test('a picture is kept to be looked at again, but not one that is to be kept nowhere', async () => {
  await home.start('sw', 'new', 'The app')
  const picture = (control: string) => {
    const headers = { 'content-type': 'image/webp', 'cache-control': control }
    home.network = () => Promise.resolve(new Response('picture', { headers }))
  }
  picture('private, no-store')
  expect(await (await home.opens('/media/photos/withheld/screen', 'no-cors')).text()).toBe('picture')
  picture('private, no-cache')
  expect(await (await home.opens('/media/photos/shown/screen', 'no-cors')).text()).toBe('picture')
  home.network = () => Promise.reject(new TypeError('no network'))
  expect((await home.opens('/media/photos/shown/screen', 'no-cors')).status).toBe(200)
  await expect(home.opens('/media/photos/withheld/screen', 'no-cors')).rejects.toThrow('no network')
})

test('the worker that withdraws takes the app’s caches and itself, and nothing else', async () => {
  for (const name of ['understudy-shell-a', 'understudy-photos', 'somebody-else'])
    await home.caches.open(name)
  await home.start('withdraw', '', '')
  await home.happens('install')
  expect(home.skipped).toBe(1)
  await home.happens('activate')
  expect([...home.shelves.keys()]).toEqual(['somebody-else'])
  expect(home.unregistered).toBe(1)
  expect(home.heard.has('fetch')).toBe(false)
})
