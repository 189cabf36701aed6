/** What was taken away stays on the device for a moment before it leaves, so that it can be taken back. Pure. */
import type { Command, QueuedOp } from './commands'
import type { TakenAway } from './types'

/** How long: enough to read a line and reach for it. Whoever is at it has longer. */
export const HOLD_MS = 10_000

function whatGoes({ name, input }: Command): Pick<TakenAway, 'what' | 'count'> | undefined {
  if (name === 'removeObservation') return { what: 'entry', count: 1 }
  if (name === 'detachPhoto') return { what: 'photo', count: 1 }
  if (name === 'detachRecording') return { what: 'memo', count: 1 }
  // Words that are put on leave at once; only what goes waits.
  if (name === 'tagObservation' && input.add.length === 0) return { what: 'tags', count: input.remove.length }
  return undefined
}

/** A decision waits too: its own screen offers to take it back. */
const DECIDED_MS = 6_000

/** When this command may leave. */
export function leavesAt(command: Command, now: number): number {
  if (command.name === 'decideObservation') return now + DECIDED_MS
  return whatGoes(command) === undefined ? 0 : now + HOLD_MS
}

/** True while nobody but this device knows of it. */
export const canBeTakenBack = (op: QueuedOp): boolean =>
  op.state === 'queued' &&
  op.sent === 0 &&
  (op.command.name === 'decideObservation' || whatGoes(op.command) !== undefined)

/** What can be taken back still, oldest first. */
export function takenAway(ops: readonly QueuedOp[]): TakenAway[] {
  return ops
    .filter((op) => canBeTakenBack(op) && whatGoes(op.command) !== undefined)
    .sort((a, b) => a.seq - b.seq)
    .map((op) => ({ opId: op.opId, until: op.notBefore, ...whatGoes(op.command)! }))
}
