import { expect, test } from 'vitest'
import { emptyIndex, found, indexed } from '../../src/core/search'
import { entry, photo } from '../screens/cast'

const RAIL = entry('1', 'Loss at the left rail, gesso bare', {
  zone: 'Gallery 4',
  objectNumber: 'SH.1932.114',
  photos: [photo('p', '1', 0, { alt: 'Corner of a gilded frame' })],
})
const CASE = entry('2', 'Der Schlüssel zur Vitrine hängt außen', {
  tags: [{ id: 't', word: 'Schränke' }],
})
const NOTEBOOK = [RAIL, CASE]

test('an empty question finds nothing, and so does a word nobody wrote', () => {
  expect(found(NOTEBOOK, '  ')).toEqual([])
  expect(found(NOTEBOOK, 'amphora')).toEqual([])
  expect(found(NOTEBOOK, 'rail amphora')).toEqual([])
})

test('every word counts, in any order, wherever it stands', () => {
  expect(found(NOTEBOOK, 'gallery gesso')).toEqual([RAIL])
  expect(found(NOTEBOOK, '1932.114')).toEqual([RAIL])
  expect(found(NOTEBOOK, 'gilded frame')).toEqual([RAIL])
})

test('capitals, accents and ligatures make no difference', () => {
  expect(found(NOTEBOOK, 'SCHRANK')).toEqual([CASE])
  expect(found(NOTEBOOK, 'schlussel')).toEqual([CASE])
  expect(found(NOTEBOOK, 'Außen')).toEqual([CASE])
  expect(found(NOTEBOOK, 'aussen')).toEqual([CASE])
})

test('what was changed is found by its new words, not by its old ones', () => {
  const index = emptyIndex()
  expect([...indexed(NOTEBOOK, index, 1)]).toHaveLength(2)
  expect(found(NOTEBOOK, 'gesso', index)).toEqual([RAIL])
  const changed = { ...RAIL, note: 'Repaired' }
  expect(found([changed], 'gesso', index)).toEqual([])
  expect(found([changed], 'repaired', index)).toEqual([changed])
})

test('what was folded ahead is not read again by a question', () => {
  let read = 0
  const slow = {
    ...RAIL,
    get note() {
      read += 1
      return 'Loss at the left rail'
    },
  }
  const index = emptyIndex()
  expect([...indexed([slow], index)]).toHaveLength(1)
  const ahead = read
  expect(ahead).toBeGreaterThan(0)
  expect(found([slow], 'rail', index)).toEqual([slow])
  expect(read).toBe(ahead)
})
