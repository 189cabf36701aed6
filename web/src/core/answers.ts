/** What an answer by the museum does to an op. Anything that is not an answer does nothing. */
import { waitFor } from './backoff'
import type { AckedOp, QueuedOp } from './commands'
import type { FieldConflict, Instant } from './types'

export type OpResult =
  | { type: 'OpApplied'; opId: string; entity: string; rev: number; receipt?: string }
  | { type: 'OpMerged'; opId: string; entity: string; rev: number; receipt?: string; kept: FieldConflict[] }
  | { type: 'OpNeedsUser'; opId: string; code: string; sentence: string }
  | { type: 'OpRetry'; opId: string; code: string; afterMs: number }
  | { type: 'OpRejected'; opId: string; code: string; sentence: string; field?: string }
  /** An answer younger than this app: kept as it is and asked again later. */
  | { type: 'unknown'; opId: string }

export type Fate = { kind: 'acked'; op: AckedOp } | { kind: 'waits'; op: QueuedOp }

/** The fate of one op after its answer. */
export function fateOf(op: QueuedOp, result: OpResult, at: Instant, now: number, chance: number): Fate {
  const waits = (change: Partial<QueuedOp>): Fate => ({ kind: 'waits', op: { ...op, ...change } })
  switch (result.type) {
    case 'OpApplied':
    case 'OpMerged':
      return { kind: 'acked', op: acknowledged(op, result, at) }
    case 'OpNeedsUser':
      return waits({ state: 'needs', code: result.code, sentence: result.sentence })
    case 'OpRejected': {
      const field = result.field === undefined ? {} : { field: result.field }
      return waits({ state: 'rejected', code: result.code, sentence: result.sentence, ...field })
    }
    case 'OpRetry':
    case 'unknown': {
      const failures = op.failures + 1
      const least = result.type === 'OpRetry' ? result.afterMs : 0
      const code = result.type === 'OpRetry' ? result.code : 'UNKNOWN_ANSWER'
      return waits({ failures, code, notBefore: now + waitFor(failures, chance, least) })
    }
  }
}

function acknowledged(
  op: QueuedOp,
  result: Extract<OpResult, { type: 'OpApplied' | 'OpMerged' }>,
  at: Instant,
): AckedOp {
  const { opId, seq, capturedAt, command, lane, subject, photos } = op
  return {
    ...{ opId, seq, capturedAt, command, lane, subject, photos },
    ...(op.prevOp === undefined ? {} : { prevOp: op.prevOp }),
    ackedAt: at,
    entity: result.entity,
    rev: result.rev,
    unseen: true,
    ...(result.type === 'OpMerged' && result.kept.length > 0 ? { kept: result.kept } : {}),
  }
}

/**
 * The op that follows an applied one in its lane was written on top of it: its base is the new revision.
 * Only before it was ever sent (its payload must stay the same afterwards), and not after a merge, because
 * then the person has not seen what it was merged with.
 */
export function rebased(follower: QueuedOp, result: OpResult): QueuedOp {
  if (result.type !== 'OpApplied' || follower.sent > 0 || result.entity !== follower.lane) return follower
  const { command } = follower
  if (!('base' in command.input)) return follower
  const input = { ...command.input, base: result.rev }
  return { ...follower, command: { name: command.name, input } as QueuedOp['command'] }
}

/** Our own protocol's answer names every op it was sent; anything else came from somewhere else. */
export function echoes(sent: readonly string[], echo: readonly string[]): boolean {
  return sent.length === echo.length && sent.every((id) => echo.includes(id))
}
