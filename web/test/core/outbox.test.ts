import { expect, test } from 'vitest'
import { addressed, type Command, type QueuedOp } from '../../src/core/commands'
import { ackThrough, MOST_BYTES, MOST_OPS, nextBatch, nextFree, syncOp } from '../../src/core/outbox'

function op(seq: number, command: Command, more: Partial<QueuedOp> = {}): QueuedOp {
  const rest = {
    capturedAt: '2026-10-08T09:00:00.000Z',
    state: 'queued',
    sent: 0,
    failures: 0,
    notBefore: 0,
  } as const
  return { ...addressed(command), opId: `op-${seq}`, seq, ...rest, ...more }
}

const says = (id: string, body = 'words'): Command => ({
  name: 'writeComment',
  input: { id, observationId: id, body },
})
const edits = (id: string, base = 1): Command => ({ name: 'editObservation', input: { id, base, note: 'n' } })
const seqs = (batch: readonly QueuedOp[]): number[] => batch.map(({ seq }) => seq)

test('ops leave in the order they were made', () => {
  expect(seqs(nextBatch([op(3, says('c')), op(1, says('a')), op(2, says('b'))], 0))).toEqual([1, 2, 3])
})

test('at most fifty go at once', () => {
  const many = Array.from({ length: 70 }, (_, at) => op(at + 1, says(`o${at}`)))
  expect(nextBatch(many, 0)).toHaveLength(MOST_OPS)
})

test('a batch stays under its bytes, in any script', () => {
  const many = Array.from({ length: 20 }, (_, at) => op(at + 1, says(`o${at}`, 'ж'.repeat(10_000))))
  const batch = nextBatch(many, 0)
  expect(batch.length).toBeGreaterThan(1)
  expect(new TextEncoder().encode(JSON.stringify(batch.map(syncOp))).length).toBeLessThan(MOST_BYTES)
})

test('one op larger than a batch still goes, alone', () => {
  const batch = nextBatch([op(1, says('a', 'x'.repeat(MOST_BYTES))), op(2, says('b'))], 0)
  expect(seqs(batch)).toEqual([1])
})

test('an op that needs somebody holds its own lane and no other', () => {
  const ops = [op(1, says('a'), { state: 'needs' }), op(2, edits('a')), op(3, says('b'))]
  expect(seqs(nextBatch(ops, 0))).toEqual([3])
})

test('an op that waits holds what follows it', () => {
  const ops = [op(1, says('a'), { notBefore: 500 }), op(2, says('a')), op(3, says('b'))]
  expect(seqs(nextBatch(ops, 0))).toEqual([3])
  expect(nextFree(ops, 0)).toBe(500)
  expect(seqs(nextBatch(ops, 500))).toEqual([1, 2, 3])
})

test('an edit waits for the answer before it in its lane', () => {
  expect(seqs(nextBatch([op(1, says('a')), op(2, edits('a')), op(3, edits('b'))], 0))).toEqual([1, 3])
})

test('what was not taken goes again in halves', () => {
  const many = (failures: number) =>
    Array.from({ length: 60 }, (_, at) => op(at + 1, says(`o${at}`), { failures }))
  expect([0, 1, 2, 3, 4].map((failures) => nextBatch(many(failures), 0).length)).toEqual([50, 25, 12, 6, 3])
})

test('a suspect goes alone, after the healthy', () => {
  const ops = [op(1, says('a'), { failures: 5 }), op(2, says('b'), { failures: 5 }), op(3, says('c'))]
  expect(seqs(nextBatch(ops, 0))).toEqual([3])
  expect(seqs(nextBatch(ops.slice(0, 2), 0))).toEqual([1])
})

test('what has a final answer is told to the museum, parked ops included', () => {
  expect(ackThrough([], 9)).toBe(9)
  expect(ackThrough([op(4, says('a'), { state: 'rejected' }), op(6, says('b'))], 9)).toBe(5)
})
