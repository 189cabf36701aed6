import { expect, test } from 'vitest'
import { echoes, fateOf, rebased } from '../../src/core/answers'
import { BASE_MS, CAP_MS, waitFor } from '../../src/core/backoff'
import { addressed, type QueuedOp } from '../../src/core/commands'

const AT = '2026-10-08T09:31:00Z'
const queued: QueuedOp = {
  ...addressed({ name: 'editObservation', input: { id: 'o', base: 1, note: 'mine' } }),
  ...{ opId: 'op', seq: 1, capturedAt: AT, state: 'queued', sent: 1, failures: 0, notBefore: 0 },
}
const fate = (result: Parameters<typeof fateOf>[1], op = queued) => fateOf(op, result, AT, 1000, 1)

test('an applied op is acknowledged and shown until its row comes back', () => {
  const answered = fate({ type: 'OpApplied', opId: 'op', entity: 'Observation:o', rev: 2 })
  expect(answered).toMatchObject({ kind: 'acked', op: { ackedAt: AT, rev: 2, unseen: true } })
})

test('a merge that kept both is remembered with both', () => {
  const kept = [{ field: 'note', mine: 'mine', theirs: 'theirs' }]
  const answered = fate({ type: 'OpMerged', opId: 'op', entity: 'Observation:o', rev: 3, kept })
  expect(answered).toMatchObject({ kind: 'acked', op: { kept } })
})

test('an op the museum cannot take now waits, and longer each time', () => {
  const once = fate({ type: 'OpRetry', opId: 'op', code: 'BUSY', afterMs: 10 })
  expect(once).toMatchObject({
    kind: 'waits',
    op: { state: 'queued', failures: 1, notBefore: 1000 + BASE_MS },
  })
  const long = fate({ type: 'OpRetry', opId: 'op', code: 'BUSY', afterMs: 60_000 })
  expect(long).toMatchObject({ op: { notBefore: 61_000 } })
})

test('an answer younger than this app keeps the op', () => {
  expect(fate({ type: 'unknown', opId: 'op' })).toMatchObject({
    kind: 'waits',
    op: { state: 'queued', failures: 1 },
  })
})

test('a question and a refusal wait for a person, with the sentence', () => {
  const needs = fate({ type: 'OpNeedsUser', opId: 'op', code: 'STATUS_MOVED', sentence: 'It was approved.' })
  expect(needs).toMatchObject({ kind: 'waits', op: { state: 'needs', sentence: 'It was approved.' } })
  const no = fate({ type: 'OpRejected', opId: 'op', code: 'INVALID', sentence: 'Too long.', field: 'note' })
  expect(no).toMatchObject({ kind: 'waits', op: { state: 'rejected', field: 'note' } })
})

test('an edit moves onto the revision before it only while it was never sent', () => {
  const result = { type: 'OpApplied', opId: 'before', entity: 'Observation:o', rev: 7 } as const
  expect(rebased({ ...queued, sent: 0 }, result).command.input).toMatchObject({ base: 7 })
  expect(rebased(queued, result).command.input).toMatchObject({ base: 1 })
})

test('an echo names every op, and no other', () => {
  expect(echoes(['a', 'b'], ['b', 'a'])).toBe(true)
  expect(echoes(['a', 'b'], ['a'])).toBe(false)
  expect(echoes(['a'], ['a', 'b'])).toBe(false)
})

test('waiting doubles, is spread by chance, has an end, and heeds the museum', () => {
  expect([1, 2, 3].map((failures) => waitFor(failures, 1))).toEqual([2_000, 4_000, 8_000])
  expect(waitFor(3, 0.25)).toBe(2_000)
  expect(waitFor(50, 1)).toBe(CAP_MS)
  expect(waitFor(1, 0, 7_000)).toBe(7_000)
})
