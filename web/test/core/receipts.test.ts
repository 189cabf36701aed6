import { expect, test } from 'vitest'
import { base64, unbase64 } from '../../src/core/digest'
import { toLetGo, type Grounds, type Held } from '../../src/core/letting-go'
import { proofOf, receiptOf, shortName } from '../../src/core/receipts'
import { receipt } from '../museum'

const DAY = 86_400_000
const NOW = Date.parse('2026-12-24T12:00:00Z')
const ago = (days: number): string => new Date(NOW - days * DAY).toISOString()
const held = (id: string, more: Partial<Held> = {}): Held => ({
  ...{ id, sha256: `sum of ${id}`, size: 100, upload: 'received' },
  ...more,
})
const signed = (id: string, days: number, more = {}) =>
  receiptOf(
    `Photo:${id}`,
    receipt({ entity: `Photo:${id}`, sha256: `sum of ${id}`, receivedAt: ago(days), ...more }),
  )!
const grounds = (receipts: ReturnType<typeof signed>[], more: Partial<Grounds> = {}): Grounds => ({
  receipts: new Map(receipts.map((each) => [each.id, each])),
  ...{ backedUpUntil: undefined, drafted: new Set<string>(), now: NOW, wanted: 0, ...more },
})
const everything = 1_000_000

test('without a receipt for these very bytes no photo leaves, however full the device is', () => {
  const photos = [
    held('bare'),
    held('other'),
    held('swapped'),
    held('waits', { upload: 'waiting' }),
    held('draft'),
  ]
  const receipts = [
    signed('other', 90, { sha256: 'of another picture' }),
    {
      ...signed('swapped', 90),
      text: receipt({ entity: 'Photo:x', sha256: 'sum of swapped', receivedAt: ago(9) }),
    },
    signed('waits', 90),
    signed('draft', 90),
    { id: 'Photo:bare', entity: 'Photo:bare', text: 'no.receipt.atall', receivedAt: ago(9) },
  ]
  const full = { wanted: everything, backedUpUntil: ago(0), drafted: new Set(['draft']) }
  expect(toLetGo(photos, grounds(receipts, full))).toEqual([])
})

test('with room enough only what has been in a backup for a month goes', () => {
  const photos = [held('old'), held('young'), held('later')]
  const receipts = [signed('old', 60), signed('young', 20), signed('later', 40)]
  expect(toLetGo(photos, grounds(receipts))).toEqual([])
  expect(toLetGo(photos, grounds(receipts, { backedUpUntil: ago(10) }))).toEqual(['old', 'later'])
})

test('when room is wanted the safest go first, and no more than it takes', () => {
  const photos = [held('uncopied'), held('copied'), held('older'), held('oldest')]
  const receipts = [signed('uncopied', 1), signed('copied', 5), signed('older', 8), signed('oldest', 9)]
  const about = { backedUpUntil: ago(4) }
  expect(toLetGo(photos, grounds(receipts, { ...about, wanted: 150 }))).toEqual(['oldest', 'older'])
  expect(toLetGo(photos, grounds(receipts, { ...about, wanted: everything }))).toEqual([
    ...['oldest', 'older', 'copied', 'uncopied'],
  ])
})

test('a receipt is read, and what is none is nothing', () => {
  const text = receipt({ entity: 'Observation:o', sha256: 'ab', receivedAt: ago(0) })
  expect(proofOf(text)).toMatchObject({ entity: 'Observation:o', receivedAt: ago(0) })
  expect(shortName(text)).toBe('c2lnbmVk'.slice(-8))
  for (const wrong of ['', 'a.b.c', 'a.é.c', `a.${btoa('null')}.c`, `a.${btoa('{"entity":1}')}.c`])
    expect(proofOf(wrong)).toBeUndefined()
})

test.each([0, 1, 2, 3, 4, 255, 1000])('%d bytes come back from base64 as they went in', (size) => {
  const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 37) % 256)
  expect(new Uint8Array(unbase64(base64(bytes)))).toEqual(bytes)
  expect(() => unbase64('ab*d')).toThrow(SyntaxError)
})
