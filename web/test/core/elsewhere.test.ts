import { expect, test } from 'vitest'
import { addressed, type Command, type QueuedOp } from '../../src/core/commands'
import { pictureOf, type Kept } from '../../src/core/picture'
import { row } from '../../src/core/rows'

const ANNIKA = { id: 'annika', name: 'Annika Holm', memberships: [] }
const AT = '2026-10-08T09:00:00.000Z'
const rows = [
  row('Observation', 'scope', {
    ...{ id: 'o', placementId: 'p', authorId: 'annika', kind: 'FRICTION', note: 'One crate.', rev: 1 },
    ...{ audience: 'MENTOR', state: 'SUBMITTED', capturedAt: AT, capturedZone: 'UTC', receivedAt: AT },
  }),
  row('Photo', 'scope', {
    ...{ id: 'ph', observationId: 'o', position: 0, sha256: '', size: 1, mime: '', width: 1, height: 1 },
    ...{ decorative: false, state: 'EXPECTED' },
  }),
]

function entry(more: Partial<Kept>) {
  const kept: Kept = {
    rows,
    ops: [],
    acked: [],
    photos: [],
    receipts: [],
    bytesHere: new Set(),
    filled: true,
    ...more,
  }
  return pictureOf(kept, { reason: 'none', underWay: new Set() }, ANNIKA).observations[0]!.entry
}

test('photos that are expected and not here are on another device', () => {
  expect(entry({})).toMatchObject({ hallmark: 'sending', code: 'PHOTOS_ELSEWHERE' })
})

test('as long as one missing photo is here, it is this device that sends', () => {
  expect(entry({ bytesHere: new Set(['ph']) })).not.toHaveProperty('code')
})

test('an edit made here is only here, wherever the photos are', () => {
  const command: Command = { name: 'editObservation', input: { id: 'o', base: 1, note: 'Two.', zone: null } }
  const rest = { capturedAt: AT, state: 'queued', sent: 0, failures: 0, notBefore: 0 } as const
  const op: QueuedOp = { ...addressed(command), command, opId: 'op', seq: 1, ...rest }
  expect(entry({ ops: [op] })).toMatchObject({ hallmark: 'local' })
  expect(entry({ ops: [op] })).not.toHaveProperty('code')
})
