/** Which ops go out next: order kept per entry, one bad op never holds up another entry. */
import type { Command, QueuedOp } from './commands'
import { wire } from './commands'

export const MOST_OPS = 50
export const MOST_BYTES = 256 * 1024
/** Room left for the rest of the request. */
const ENVELOPE_BYTES = 4 * 1024
/** After so many answers that did not take it, an op travels alone. */
export const POISON_AFTER = 5

/** One op as the wire has it. */
export interface SyncOp {
  opId: string
  seq: number
  prevOp?: string
  v: 1
  capturedAt: string
  do: Record<string, unknown>
}

export function syncOp(op: QueuedOp): SyncOp {
  return {
    opId: op.opId,
    seq: op.seq,
    ...(op.prevOp === undefined ? {} : { prevOp: op.prevOp }),
    v: 1,
    capturedAt: op.capturedAt,
    do: wire(op.command),
  }
}

/** An upper bound of the UTF-8 size of an op, without an encoder. */
function bytesOf(op: QueuedOp): number {
  const text = JSON.stringify(syncOp(op))
  let bytes = 0
  for (let place = 0; place < text.length; place++) bytes += text.charCodeAt(place) < 0x80 ? 1 : 3
  return bytes + 1
}

/** An edit says which revision it was made on, so it waits for the answer to the op before it. */
function hasBase(command: Command): boolean {
  return 'base' in command.input
}

/** The ops that may travel now, in order: the first free ones of each lane. */
function ready(ops: readonly QueuedOp[], now: number): QueuedOp[] {
  const held = new Set<string>()
  const begun = new Set<string>()
  const free: QueuedOp[] = []
  for (const op of [...ops].sort((a, b) => a.seq - b.seq)) {
    const waits = op.state !== 'queued' || op.notBefore > now || (hasBase(op.command) && begun.has(op.lane))
    if (waits) held.add(op.lane)
    if (held.has(op.lane)) continue
    begun.add(op.lane)
    free.push(op)
  }
  return free
}

/**
 * The next batch, or nothing. A batch that was answered without being taken is halved each time
 * (50, 25, 12, 6, 3), so one op the museum chokes on is alone after five, and the rest has gone through.
 */
export function nextBatch(ops: readonly QueuedOp[], now: number): QueuedOp[] {
  const free = ready(ops, now)
  const poisoned = new Set(free.filter((op) => op.failures >= POISON_AFTER).map((op) => op.lane))
  const healthy = free.filter((op) => !poisoned.has(op.lane))
  if (healthy.length === 0) return free.slice(0, 1)
  const most = Math.max(1, MOST_OPS >> healthy[0]!.failures)
  const batch: QueuedOp[] = []
  let bytes = ENVELOPE_BYTES
  for (const op of healthy) {
    bytes += bytesOf(op)
    if (batch.length > 0 && (batch.length >= most || bytes > MOST_BYTES)) break
    batch.push(op)
  }
  return batch
}

/** The highest seq below which every op has had its final answer. */
export function ackThrough(ops: readonly QueuedOp[], lastSeq: number): number {
  const open = ops.filter((op) => op.state === 'queued').map((op) => op.seq)
  return open.length === 0 ? lastSeq : Math.min(...open) - 1
}

/** When the next held op becomes free, or undefined. */
export function nextFree(ops: readonly QueuedOp[], now: number): number | undefined {
  const times = ops.filter((op) => op.state === 'queued' && op.notBefore > now).map((op) => op.notBefore)
  return times.length === 0 ? undefined : Math.min(...times)
}
