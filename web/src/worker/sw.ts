/**
 * Keeps the app's own files, so that it opens without a network. Written by hand: one version at a time is
 * active, nothing reloads by itself, and a file that is not byte for byte the built one is not kept.
 */
import { SEND_LATER, senderLock } from '../core/turns'
import { sendAlone } from '../sync/alone'
import { digest } from './hashing'
import { heedReminders } from './reminding'

declare const self: ServiceWorkerGlobalScope
/** Path and first 16 hex digits of the content's sha256, written in by the build. */
declare const __FILES__: [path: string, hash: string][]
declare const __VERSION__: string

const SHELL = 'understudy-shell-'
const CURRENT = `${SHELL}${__VERSION__}`
/** The last photos somebody looked at. Emptied when they sign out. */
const PHOTOS = 'understudy-photos'
const MOST_PHOTOS = 300
/** Addresses that are the museum's to answer, never the app's; `/calendar` is a screen, what lies beneath it is none. */
const NOT_OURS =
  /^\/(graphql|media|auth|mine|oauth|partners|developers|receipts|register|healthz|readyz)(\/|$)|^\/calendar\//
const PHOTO = /^\/media\/photos\/[^/]+\/(screen|thumb)$/
const HASHES = new Map(__FILES__)

const keyOf = (path: string, hash: string): string => `${path}?__h=${hash}`

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** From an older version's cache when the content is the same, else from the museum, and checked. */
async function keep(cache: Cache, path: string, hash: string): Promise<void> {
  const key = keyOf(path, hash)
  const known = await caches.match(key)
  if (known !== undefined) return cache.put(key, known)
  const response = await fetch(path, { cache: 'no-cache', credentials: 'same-origin' })
  const bytes = response.ok ? await response.clone().arrayBuffer() : new ArrayBuffer(0)
  // A network that asks to sign in first answers everything with its own page.
  if (!response.ok || response.redirected || (await hashOf(bytes)) !== hash)
    throw new Error(`${path} is not the file of this build.`)
  return cache.put(key, response)
}

async function install(): Promise<void> {
  const cache = await caches.open(CURRENT)
  try {
    // A few at a time: a phone on a weak network gets none of forty at once.
    for (let from = 0; from < __FILES__.length; from += 6)
      await Promise.all(__FILES__.slice(from, from + 6).map(([path, hash]) => keep(cache, path, hash)))
  } catch (error) {
    await caches.delete(CURRENT)
    throw error
  }
}

/** Keeps this version and the one before it, whose tabs may still be open with unloaded parts. */
async function tidy(): Promise<void> {
  const shells = (await caches.keys()).filter((name) => name.startsWith(SHELL) && name !== CURRENT)
  await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)))
  await self.clients.claim()
}

/** True once a person has chosen the version that waits: photos on their way no longer hold it up. */
let givingWay = false
const underWay = new Set<AbortController>()

/** The page of the version that was installed last, which may be waiting still. */
async function newestShell(): Promise<Response | undefined> {
  const newest = (await caches.keys()).findLast((name) => name.startsWith(SHELL))
  if (newest === undefined) return undefined
  return (await caches.open(newest)).match('/', { ignoreSearch: true })
}

function giveWay(): void {
  givingWay = true
  for (const photo of underWay) photo.abort()
}

async function shell(): Promise<Response> {
  const newest = givingWay ? await newestShell() : undefined
  if (newest !== undefined) return newest
  const known = await caches.match(keyOf('/', HASHES.get('/') ?? ''))
  return known ?? fetch('/')
}

async function file(request: Request, path: string): Promise<Response> {
  const hash = HASHES.get(path)
  const known = hash === undefined ? undefined : await caches.match(keyOf(path, hash))
  if (known !== undefined) return known
  // A part of the version before this one, asked for by a tab that still runs it.
  const older = await caches.match(path, { ignoreSearch: true })
  return older ?? fetch(request)
}

async function photo(request: Request): Promise<Response> {
  const cache = await caches.open(PHOTOS)
  const known = await cache.match(request.url)
  if (known !== undefined) return known
  const stop = new AbortController()
  underWay.add(stop)
  try {
    return await fetched(cache, request, stop.signal)
  } finally {
    underWay.delete(stop)
  }
}

/** A picture, and not one that the museum says is kept nowhere. */
function mayStay({ status, headers }: Response): boolean {
  const withheld = (headers.get('cache-control') ?? '').includes('no-store')
  return status === 200 && !withheld && (headers.get('content-type') ?? '').startsWith('image/')
}

async function fetched(cache: Cache, request: Request, signal: AbortSignal): Promise<Response> {
  const response = await fetch(request, { signal })
  if (mayStay(response)) {
    await cache.put(request.url, response.clone())
    const keys = await cache.keys()
    for (const old of keys.slice(0, Math.max(0, keys.length - MOST_PHOTOS))) await cache.delete(old)
  }
  return response
}

heedReminders()

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(tidy()))

self.addEventListener('message', (event) => {
  // Only a person's press gets here: an update never takes a half-written entry with it.
  if (event.data === 'apply') void self.skipWaiting()
  if (event.data === 'give way') giveWay()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== 'GET' || address.origin !== self.location.origin) return
  if (PHOTO.test(address.pathname)) event.respondWith(photo(request))
  else if (NOT_OURS.test(address.pathname)) return
  else if (request.mode === 'navigate') event.respondWith(shell())
  else if (HASHES.has(address.pathname) || address.pathname.startsWith('/assets/'))
    event.respondWith(file(request, address.pathname))
})

/** Browsers that wake a worker when the network is back name what for. Others never do, and nothing relies on it. */
interface SyncEvent extends ExtendableEvent {
  tag: string
}

async function sendFor(person: string): Promise<void> {
  // An open page sends by itself, and shows it.
  if ((await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).length > 0) return
  await self.navigator.locks.request(senderLock(person), { ifAvailable: true }, async (lock) => {
    if (lock === null) return
    const clock = {
      now: () => Date.now(),
      zone: () => 'UTC',
      chance: () => Math.random(),
      random: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
    }
    const done = await sendAlone(person, { clock, digest, fetch: (input, init) => fetch(input, init) })
    if (!done) throw new Error('Something still waits.')
  })
}

self.addEventListener('sync', (event) => {
  const asked = event as SyncEvent
  if (asked.tag.startsWith(SEND_LATER)) asked.waitUntil(sendFor(asked.tag.slice(SEND_LATER.length)))
})
