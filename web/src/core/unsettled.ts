/** The sync page's list: everything of one's own that is not safe yet, oldest first. */
import type { QueuedOp } from './commands'
import { plainState, type Told } from './entries'
import { firstSentence } from './titles'
import type { Commitment, Observation, SyncItem, Uuid } from './types'

function kindOf(subject: string): SyncItem['kind'] {
  if (subject.startsWith('Comment:')) return 'comment'
  if (subject.startsWith('Decision:')) return 'decision'
  if (subject.startsWith('Debrief:')) return 'debrief'
  return 'other'
}

function titleOf(op: QueuedOp): string {
  const { name, input } = op.command
  if (name === 'writeComment') return firstSentence(input.body)
  if (name === 'decideObservation') return firstSentence(input.reason ?? '')
  if (name === 'captureObservation') return firstSentence(input.note)
  if (name === 'writeDebrief') return firstSentence(input.happened)
  if (name === 'proposeAmendment') return firstSentence(input.note)
  if (name === 'makeCommitment') return firstSentence(input.sentence)
  return ''
}

export function unsettled(
  observations: readonly Observation[],
  commitments: readonly Commitment[],
  ops: readonly QueuedOp[],
  told: Told,
  me: Uuid,
): SyncItem[] {
  const items: (SyncItem & { since: string })[] = []
  const shown = new Set<string>()
  for (const { id, authorId, note, capturedAt, entry } of observations) {
    const subject = `Observation:${id}`
    if (entry.hallmark === 'safe' || (authorId !== me && !told.queued.has(subject))) continue
    shown.add(subject)
    items.push({ id, kind: 'observation', title: firstSentence(note), state: entry, since: capturedAt })
  }
  for (const { id, authorId, sentence, capturedAt, entry } of commitments) {
    const subject = `Commitment:${id}`
    if (entry.hallmark === 'safe' || (authorId !== me && !told.queued.has(subject))) continue
    shown.add(subject)
    items.push({ id, kind: 'commitment', title: firstSentence(sentence), state: entry, since: capturedAt })
  }
  // Comments and decisions, and ops on entries this device no longer shows: removed ones, or out of sight.
  for (const op of ops) {
    if (shown.has(op.subject)) continue
    shown.add(op.subject)
    const id = op.subject.slice(op.subject.indexOf(':') + 1)
    const state = plainState(op.subject, told, undefined)
    items.push({ id, kind: kindOf(op.subject), title: titleOf(op), state, since: op.capturedAt })
  }
  return items
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
    .map(({ since: _since, ...item }) => item)
}
