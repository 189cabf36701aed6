import { expect, test } from 'vitest'
import { base64, hex } from '../../src/core/digest'
import { asItCame } from '../../src/core/developing'
import { bare, uuidV4, uuidV7 } from '../../src/core/ids'

const random = (count: number): Uint8Array => new Uint8Array(count).fill(0xff)

test('an id begins with its millisecond, and sorts by it', () => {
  const now = Date.parse('2026-10-08T09:30:00Z')
  expect(uuidV7(now, random)).toBe('01a11ad9-21c0-7fff-bfff-ffffffffffff')
  expect(uuidV7(now, random) < uuidV7(now + 1, random)).toBe(true)
})

test('a silent id tells nothing of when it was made', () => {
  expect(uuidV4(random)).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
})

test('ids on the wire carry their type', () => {
  expect(bare('Observation:01a11ad9')).toBe('01a11ad9')
})

test('bytes are written as the wire wants them', () => {
  for (const text of ['', 'a', 'ab', 'abc', 'abcd'])
    expect(base64(new TextEncoder().encode(text))).toBe(Buffer.from(text).toString('base64'))
  expect(hex(new Uint8Array([0, 15, 255]).buffer)).toBe('000fff')
})

test('an HEIC called .jpg is known by its bytes, with its size', () => {
  const bytes = new Uint8Array(64)
  bytes.set(new TextEncoder().encode('ftypheic'), 4)
  bytes.set(new TextEncoder().encode('ispe'), 24)
  new DataView(bytes.buffer).setUint32(32, 4032)
  new DataView(bytes.buffer).setUint32(36, 3024)
  expect(asItCame(bytes.buffer, 'image/jpeg')).toMatchObject({
    mime: 'image/heic',
    width: 4032,
    height: 3024,
  })
  expect(asItCame(new ArrayBuffer(3), '')).toMatchObject({ mime: 'application/octet-stream', width: 1 })
})
