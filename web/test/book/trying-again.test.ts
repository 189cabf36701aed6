/** While the sender only tries again, a notebook of thousands is not worked out anew. */
import { expect, test } from 'vitest'
import { createShowing } from '../../src/book/showing'
import type { Kept, Sending } from '../../src/core/picture'
import { row } from '../../src/core/rows'
import type { Picture } from '../../src/core/types'

const AT = '2026-10-08T09:00:00.000Z'
const KEPT: Kept = {
  rows: [
    row('Observation', 'scope', {
      ...{
        id: 'o',
        placementId: 'p',
        authorId: 'amara',
        kind: 'FRICTION',
        note: 'One crate.',
        audience: 'MENTOR',
      },
      ...{ state: 'SUBMITTED', capturedAt: AT, capturedZone: 'UTC', receivedAt: AT, rev: 1 },
    } as never),
  ],
  ops: [],
  acked: [],
  photos: [],
  receipts: [],
  bytesHere: new Set(),
  filled: true,
}
const ME = { id: 'amara', name: 'Amara Okonjo', locale: 'en', memberships: [] }

test('an entry stays the one it was until what is kept, or what is under way, has changed', async () => {
  let sending: Sending = { reason: 'none', underWay: new Set() }
  const source = { read: () => Promise.resolve(KEPT), sending: () => sending, me: ME }
  const showing = createShowing(() => source)
  let seen: Picture | undefined
  showing.subscribe((picture) => (seen = picture))
  await showing.refresh()
  const entry = seen?.observations[0]
  expect(entry?.note).toBe('One crate.')

  sending = { ...sending, reason: 'offline', since: AT, nextTryAt: AT }
  showing.redraw()
  expect(seen?.sync).toMatchObject({ reason: 'offline', since: AT, nextTryAt: AT })
  expect(seen?.observations[0]).toBe(entry)
  sending = { reason: 'none', underWay: sending.underWay }
  showing.redraw()
  expect(seen?.sync).not.toHaveProperty('nextTryAt')

  sending = { ...sending, underWay: new Set(['op']) }
  showing.redraw()
  expect(seen?.observations[0]).not.toBe(entry)
  const before = seen?.observations[0]
  await showing.refresh()
  expect(seen?.observations[0]).not.toBe(before)
})
