/** Sends what waits, batch by batch. Nothing on the device changes unless the museum itself has answered. */
import { echoes, fateOf, type OpResult } from '../core/answers'
import { waitFor } from '../core/backoff'
import { instant } from '../core/clock'
import type { QueuedOp } from '../core/commands'
import { ackThrough, nextBatch, syncOp } from '../core/outbox'
import type { Answer, Variables } from '../graph/asking'
import { Trouble } from '../graph/trouble'
import { markFailed, markSent, takeAnswers } from '../local/outbox'
import { readLine, type Line } from '../local/reading'
import type { Way } from './way'

type PushResult = Answer<'Push'>['push']
type Outcome = Extract<PushResult, { __typename: 'PushOutcome' }>

function resultOf(result: Outcome['results'][number]): OpResult {
  switch (result.__typename) {
    case 'OpApplied':
    case 'OpMerged': {
      const { opId, entity, rev } = result
      const taken = { opId, entity, rev, ...(result.receipt === null ? {} : { receipt: result.receipt }) }
      return result.__typename === 'OpApplied'
        ? { type: 'OpApplied', ...taken }
        : { type: 'OpMerged', ...taken, kept: [...result.kept] }
    }
    case 'OpNeedsUser':
      return { type: 'OpNeedsUser', opId: result.opId, code: result.needs, sentence: result.sentence }
    case 'OpRetry':
      return { type: 'OpRetry', opId: result.opId, code: result.retry, afterMs: result.afterMs }
    case 'OpRejected': {
      const field = result.field === null ? {} : { field: result.field }
      return {
        type: 'OpRejected',
        opId: result.opId,
        code: result.refused,
        sentence: result.sentence,
        ...field,
      }
    }
    default:
      return { type: 'unknown', opId: (result as { opId: string }).opId }
  }
}

/** A push the museum will not take from us now, as trouble. */
function blocked(answer: Extract<PushResult, { __typename: 'PushBlocked' }>): Trouble {
  const wait = answer.retryAfterMs === null ? {} : { retryAfterMs: answer.retryAfterMs }
  const about = { code: answer.reason, ...wait }
  if (answer.reason === 'AUTH_EXPIRED') return new Trouble('signed-out', about)
  if (answer.reason === 'WRONG_USER') return new Trouble('blocked', about)
  if (answer.reason === 'DEVICE_REVOKED') return new Trouble('revoked', about)
  return new Trouble('server', about)
}

/** Somebody answered, and did not take it: the batch itself may be the cause. A silent or busy museum is not one. */
export function batchIsSuspect(trouble: Trouble): boolean {
  return trouble.answered && (trouble.kind === 'refused' || trouble.kind === 'server')
}

function input(way: Way, { ops, lastSeq }: Line, batch: readonly QueuedOp[]): Variables<'Push'> {
  const waiting = ops.filter((op) => op.state === 'queued')
  const oldest = waiting[0]?.capturedAt
  return {
    input: {
      protocol: 1,
      deviceId: way.deviceId,
      schemaVersion: 1,
      clientTime: instant(way.clock.now()),
      ackThrough: ackThrough(ops, lastSeq),
      waiting: waiting.length,
      ...(oldest === undefined ? {} : { oldestWaitingAt: oldest }),
      // The commands mirror OpInput key by key; the wire form is checked against the schema by a test.
      ops: batch.map(syncOp) as unknown as Variables<'Push'>['input']['ops'],
    },
  }
}

async function send(way: Way, line: Line, batch: readonly QueuedOp[]): Promise<void> {
  const opIds = batch.map((op) => op.opId)
  const { push } = await way.ask('Push', input(way, line, batch))
  if (push.__typename === 'PushBlocked') throw blocked(push)
  const ours = push.__typename === 'PushOutcome' && echoes(opIds, push.echo)
  if (!ours) throw new Trouble('server', { code: 'NO_ECHO', answered: true })
  const now = way.clock.now()
  const answers = push.results
    .map(resultOf)
    .filter((result) => opIds.includes(result.opId))
    .map((result) => ({
      result,
      fate: (op: QueuedOp) => fateOf(op, result, push.serverTime, now, way.clock.chance()),
    }))
  await takeAnswers(way.connection, answers, {
    at: push.serverTime,
    feedEpoch: push.feedEpoch,
    durableThrough: push.durableThrough,
  })
}

/** Pushes nothing: the answer says which life of its database the museum is in, and what it has to be sent again. */
export async function greet(way: Way): Promise<void> {
  await send(way, await readLine(way.connection), [])
}

/** Pushes until nothing may go. True when something was acknowledged or answered. */
export async function pushAll(way: Way): Promise<boolean> {
  for (let pushed = false; ; pushed = true) {
    const line = await readLine(way.connection)
    const now = way.clock.now()
    const next = nextBatch(line.ops, now).map((op) => op.opId)
    if (next.length === 0) return pushed
    const batch = await markSent(way.connection, next, now)
    if (batch.length === 0) continue
    const opIds = batch.map((op) => op.opId)
    way.underWay(opIds)
    try {
      await send(way, line, batch)
    } catch (error) {
      if (error instanceof Trouble && batchIsSuspect(error)) {
        const now = way.clock.now()
        // In a larger batch most are innocent: they may go again at once, in a smaller one.
        const alone = batch.length === 1
        await markFailed(way.connection, opIds, (failures) =>
          alone ? now + waitFor(failures, way.clock.chance(), error.retryAfterMs) : 0,
        )
        if (alone && error.kind === 'refused') continue
      }
      throw error
    } finally {
      way.underWay([])
      way.changed()
    }
  }
}
