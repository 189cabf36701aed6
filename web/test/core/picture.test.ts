import { expect, test } from 'vitest'
import { addressed, type AckedOp, type Command, type QueuedOp } from '../../src/core/commands'
import { pictureOf, type Kept } from '../../src/core/picture'
import { row, type Fields, type Row } from '../../src/core/rows'
import type { Observation } from '../../src/core/types'

const ANNIKA = { id: 'annika', name: 'Annika Holm', memberships: [] }
const AT = '2026-10-08T09:00:00.000Z'

function observation(more: Partial<Fields['Observation']> = {}): Row {
  const note = 'The lift takes one crate.'
  return row('Observation', 'scope', {
    ...{ id: 'o', placementId: 'p', authorId: 'annika', kind: 'FRICTION', note, audience: 'MENTOR' },
    ...{ state: 'SUBMITTED', capturedAt: AT, capturedZone: 'UTC', receivedAt: AT, rev: 1 },
    ...more,
  })
}

const photo = (state: 'EXPECTED' | 'VERIFIED' | 'QUARANTINED', id = 'ph'): Row =>
  row('Photo', 'scope', {
    ...{ id, observationId: 'o', position: 0, sha256: '', size: 1, mime: '', width: 1, height: 1 },
    ...{ decorative: false, state },
  })

let seq = 0
function queued(command: Command, more: Partial<QueuedOp> = {}): QueuedOp {
  seq += 1
  const rest = { capturedAt: AT, state: 'queued', sent: 0, failures: 0, notBefore: 0 } as const
  return { ...addressed(command), opId: `op${seq}`, seq, ...rest, ...more }
}
function acked(command: Command, more: Partial<AckedOp> = {}): AckedOp {
  seq += 1
  const { lane, subject, photos } = addressed(command)
  const rest = { capturedAt: AT, ackedAt: '2026-10-08T09:31:00Z', entity: lane, rev: 2, unseen: true }
  return { command, lane, subject, photos, opId: `op${seq}`, seq, ...rest, ...more }
}

function see(more: Partial<Kept>, me = ANNIKA) {
  const kept: Kept = {
    rows: [],
    ops: [],
    acked: [],
    photos: [],
    receipts: [],
    bytesHere: new Set(),
    filled: true,
    ...more,
  }
  return pictureOf(kept, { reason: 'none', underWay: new Set() }, me)
}
const entry = (more: Partial<Kept>): Observation => see(more).observations[0]!
const edit: Command = {
  name: 'editObservation',
  input: { id: 'o', base: 1, note: 'Two crates.', zone: null },
}

test('what a person changes shows at once, over the row', () => {
  const seen = entry({ rows: [observation({ zone: 'Lift' })], ops: [queued(edit)] })
  expect(seen).toMatchObject({ note: 'Two crates.', entry: { hallmark: 'local' } })
  expect(seen).not.toHaveProperty('zone')
})

test('an acknowledged change stays in sight until its row has come', () => {
  expect(entry({ rows: [observation()], acked: [acked(edit)] })).toMatchObject({
    note: 'Two crates.',
    rev: 2,
  })
  expect(entry({ rows: [observation()], acked: [acked(edit, { unseen: false })] }).note).toBe(
    'The lift takes one crate.',
  )
})

test('an op laid over a row that has it already changes nothing twice', () => {
  const tag = { id: 't', word: 'lift' }
  const tagged: Command = { name: 'tagObservation', input: { id: 'o', add: [tag], remove: [] } }
  const said: Command = { name: 'writeComment', input: { id: 'c', observationId: 'o', body: 'Yes.' } }
  const comment = row('Comment', 'scope', {
    id: 'c',
    observationId: 'o',
    authorId: 'annika',
    body: 'Yes.',
    writtenAt: AT,
  })
  const rows = [observation(), row('Tag', 'scope', { ...tag, observationId: 'o' }), comment]
  const seen = entry({ rows, acked: [acked(tagged), acked(said)] })
  expect(seen.tags).toEqual([tag])
  expect(seen.comments).toHaveLength(1)
})

test('an entry is safe when every photo is, and says how many before', () => {
  const rows = [observation(), photo('VERIFIED', 'a'), photo('EXPECTED', 'b')]
  expect(entry({ rows }).entry).toMatchObject({ hallmark: 'sending', photosSafe: 1, photosTotal: 2 })
  expect(entry({ rows: rows.slice(0, 2) }).entry).toMatchObject({ hallmark: 'safe', at: AT })
  const photos = [{ id: 'b', observationId: 'o', upload: 'received' as const }]
  expect(entry({ rows, photos }).entry.hallmark).toBe('safe')
})

test('what was sent back needs its author, with the reason, and nobody else', () => {
  const no = row('Decision', 'scope', {
    ...{
      id: 'd',
      observationId: 'o',
      byId: 'tom',
      verdict: 'SENT_BACK',
      reason: 'Which lift?',
      decidedAt: AT,
    },
  })
  const rows = [observation({ state: 'SENT_BACK' }), no]
  expect(entry({ rows }).entry).toMatchObject({
    hallmark: 'needs',
    code: 'SENT_BACK',
    sentence: 'Which lift?',
  })
  expect(see({ rows }, { ...ANNIKA, id: 'tom' }).sync.items).toEqual([])
  const again: Command = { name: 'sendAgain', input: { id: 'o', from: 'SENT_BACK' } }
  expect(entry({ rows, ops: [queued(again)] })).toMatchObject({
    state: 'SENT_AGAIN',
    entry: { hallmark: 'local' },
  })
})

test('an unreadable photo needs its author', () => {
  expect(entry({ rows: [observation(), photo('QUARANTINED')] }).entry).toMatchObject({
    hallmark: 'needs',
    code: 'PHOTO_UNREADABLE',
  })
})

test('two versions show both until somebody has looked', () => {
  const kept = [{ field: 'note', mine: 'Two crates.', theirs: 'Three crates.' }]
  const seen = entry({ rows: [observation()], acked: [acked(edit, { kept, unseen: false })] })
  expect(seen.entry).toMatchObject({ hallmark: 'conflict', kept })
})

test('the worst state speaks for all, and a comment of mine is listed by itself', () => {
  const said: Command = { name: 'writeComment', input: { id: 'c', observationId: 'o', body: 'Ask Tom.' } }
  const { sync } = see({
    rows: [observation()],
    ops: [queued(said), queued(edit, { state: 'rejected', sentence: 'No.' })],
  })
  expect(sync.worst).toBe('quarantine')
  expect(sync.items.map(({ kind, title }) => [kind, title])).toEqual([
    ['observation', 'Two crates'],
    ['comment', 'Ask Tom'],
  ])
})

test('a decision shows at once with the state it brings', () => {
  const decide: Command = {
    name: 'decideObservation',
    input: { id: 'd', observationId: 'o', from: 'SUBMITTED', verdict: 'APPROVED' },
  }
  const seen = see({ rows: [observation()], ops: [queued(decide)] }, { ...ANNIKA, id: 'tom' })
    .observations[0]!
  expect(seen.state).toBe('APPROVED')
  expect(seen.decisions[0]).toMatchObject({ byId: 'tom', entry: { hallmark: 'local' } })
  expect(seen.entry.hallmark).toBe('safe')
})
