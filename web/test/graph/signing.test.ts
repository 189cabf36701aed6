import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { demo, session, signOut } from '../../src/graph/signing'

let given: string[] = []
let kept: string | null = null

/** The museum says who is signed in. */
function answering(id: string): void {
  const body = JSON.stringify({ person: { id, name: id, locale: 'en' }, roles: [], feedEpoch: null })
  const headers = { 'content-type': 'application/json' }
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { headers })))
}

beforeEach(() => {
  given = []
  kept = null
  vi.stubGlobal('caches', { delete: (name: string) => Promise.resolve(given.push(name) > 0) })
  vi.stubGlobal('localStorage', {
    getItem: () => kept,
    setItem: (_key: string, value: string) => (kept = value),
    removeItem: () => (kept = null),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('photos that one person was shown are given up when another signs in, without a sign-out between', async () => {
  answering('amara')
  await demo('amara')
  given = []
  answering('ingrid')
  await demo('ingrid')
  expect(given).toEqual(['understudy-photos'])
})

test('the same person, asked for again, keeps them', async () => {
  answering('amara')
  await demo('amara')
  given = []
  await session()
  expect(given).toEqual([])
})

test('signing out gives them up', async () => {
  answering('amara')
  await demo('amara')
  given = []
  await signOut()
  expect(given).toEqual(['understudy-photos'])
})
