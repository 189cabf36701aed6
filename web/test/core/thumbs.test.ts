import { expect, test, vi } from 'vitest'
import { createWarming } from '../../src/book/warming'
import { thumbsToKeep } from '../../src/core/thumbs'
import type { Observation, Photo, PhotoState, Picture } from '../../src/core/types'
import { NOTHING } from '../../src/core/picture'

const photo = (id: string, state: PhotoState = 'VERIFIED', local = false) => ({ id, state, local }) as Photo
const showing = (photos: Photo[], reason: Picture['sync']['reason'] = 'none'): Picture => ({
  ...NOTHING,
  ready: true,
  filled: true,
  observations: photos.map((each) => ({ photos: [each] }) as unknown as Observation),
  sync: { ...NOTHING.sync, reason },
})
const quiet = () => new Promise((resolve) => setTimeout(resolve, 5))

test('the newest photos that the museum has and this device has not', () => {
  const seen = showing([photo('a'), photo('b', 'EXPECTED'), photo('c', 'VERIFIED', true), photo('d')])
  expect(thumbsToKeep(seen, 60)).toEqual(['a', 'd'])
  expect(thumbsToKeep(seen, 1)).toEqual(['a'])
  const withheld = { ...photo('e'), hostOnly: true }
  expect(thumbsToKeep(showing([withheld, photo('d')]), 60)).toEqual(['d'])
})

test('are fetched once, after a first filling, and not again until there are others', async () => {
  const keep = vi.fn(() => Promise.resolve(true))
  const warm = createWarming(keep)
  warm({ ...showing([photo('a')]), filled: false })
  warm(showing([photo('a')], 'offline'))
  await quiet()
  expect(keep).not.toHaveBeenCalled()
  warm(showing([photo('a'), photo('b')]))
  warm(showing([photo('a'), photo('b')]))
  await quiet()
  expect(keep.mock.calls).toEqual([['a'], ['b']])
})

test('a failure ends it until the next look, and a closed notebook for good', async () => {
  let works = false
  const keep = vi.fn((id: string) => Promise.resolve(works && id !== ''))
  const warm = createWarming(keep)
  warm(showing([photo('a'), photo('b')]))
  await quiet()
  expect(keep).toHaveBeenCalledTimes(1)
  works = true
  warm(showing([photo('a'), photo('b')]))
  warm(NOTHING)
  await quiet()
  expect(keep).toHaveBeenCalledTimes(2)
})
