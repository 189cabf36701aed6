/** Two wordings that met stay beside each other until a person chooses; no other button chooses for them. */
import { beforeEach, expect, test } from 'vitest'
import { Museum } from '../museum'
import { annika, draft, Phone, PLACEMENT } from '../phone'

const MINE = 'I will label every crate before the summer loans.'
const THEIRS = 'I will label every crate by Easter.'

let museum: Museum
let phone: Phone

beforeEach(async () => {
  museum = new Museum()
  phone = new Phone(museum)
  const person = annika()
  museum.author = person.person.id
  await phone.notebook.open(person)
  await phone.settled()
})

/** The museum took this edit, and another wording had come before it. */
function meets(name: string, entity: string, field: string): void {
  const kept = [{ field, mine: MINE, theirs: THEIRS }]
  const merged = { __typename: 'OpMerged', entity, rev: 3, receipt: null, kept }
  museum.verdict = (op) => (name in op.do ? merged : undefined)
}

async function observed(): Promise<string> {
  const id = await phone.notebook.captureObservation(draft())
  await phone.send()
  meets('editObservation', `Observation:${id}`, 'note')
  await phone.notebook.editObservation(id, { note: MINE })
  await phone.send()
  return id
}

const seen = (id: string) => phone.picture.observations.find((each) => each.id === id)!

test('sending again, what waits or what was set aside, chooses neither of them', async () => {
  const id = await observed()
  expect(seen(id).entry.kept).toMatchObject([{ mine: MINE, theirs: THEIRS }])
  await phone.send()
  expect(seen(id).entry.hallmark).toBe('conflict')

  museum.verdict = () => ({ __typename: 'OpNeedsUser', needs: 'STEP_UP', sentence: 'Show that it is you.' })
  await phone.notebook.reclassifyObservation(id, 'ONLY_ME')
  await phone.send()
  expect(seen(id).entry.hallmark).toBe('needs')
  museum.verdict = () => undefined
  await phone.notebook.settle(id, 'retry')
  await phone.send()
  expect(seen(id).entry).toMatchObject({ hallmark: 'conflict', kept: [{ mine: MINE, theirs: THEIRS }] })
  expect(museum.effects.map(({ name }) => name)).toEqual(['captureObservation', 'reclassifyObservation'])
})

test('leaving something else out chooses neither of them', async () => {
  const id = await observed()
  museum.verdict = () => ({ __typename: 'OpRejected', refused: 'INVALID', sentence: 'No.', field: null })
  await phone.notebook.reclassifyObservation(id, 'ONLY_ME')
  await phone.send()
  await phone.notebook.settle(id, 'discard')
  expect(seen(id).entry).toMatchObject({ hallmark: 'conflict', kept: [{ mine: MINE, theirs: THEIRS }] })
})

test('an edit that is tried again begins where it began, so that nothing it never saw is replaced', async () => {
  const id = await phone.notebook.captureObservation(draft())
  await phone.send()
  museum.verdict = () => ({ __typename: 'OpNeedsUser', needs: 'STEP_UP', sentence: 'Show that it is you.' })
  await phone.notebook.editObservation(id, { note: MINE })
  await phone.send()
  museum.verdict = () => undefined
  const before = museum.changes[0] as { row: Record<string, unknown> }
  museum.changes.push({ ...before, row: { ...before.row, note: THEIRS, rev: 2 } })
  await phone.send()
  expect(seen(id).rev).toBe(2)
  await phone.notebook.settle(id, 'retry')
  await phone.send()
  expect(museum.effects.at(-1)).toMatchObject({ name: 'editObservation', input: { base: 1, note: MINE } })
})

test('a promise worded twice shows both, and the chosen one is said once more', async () => {
  const id = await phone.notebook.makeCommitment({
    ...{ placementId: PLACEMENT, sentence: 'I will label crates.', dueOn: '2026-12-01', audience: 'MENTOR' },
  })
  await phone.send()
  promised(id, MINE)
  meets('editCommitment', `Commitment:${id}`, 'sentence')
  await phone.notebook.editCommitment(id, { sentence: MINE })
  await phone.send()
  const promise = () => phone.picture.commitments.find((each) => each.id === id)!
  expect(promise().entry).toMatchObject({ hallmark: 'conflict', kept: [{ mine: MINE, theirs: THEIRS }] })
  expect(phone.picture.sync.items).toMatchObject([{ id, kind: 'commitment' }])
  await phone.send()
  expect(promise().entry.hallmark).toBe('conflict')

  museum.verdict = () => undefined
  museum.weather = () => Promise.reject(new TypeError('no network'))
  await phone.notebook.chooseWording(id, 'sentence', THEIRS)
  expect(promise()).toMatchObject({ sentence: THEIRS, entry: { hallmark: 'local' } })
  museum.weather = () => undefined
  await phone.send()
  expect(promise().entry.hallmark).toBe('safe')
  expect(museum.effects.at(-1)).toMatchObject({ name: 'editCommitment', input: { id, sentence: THEIRS } })
})

/** How the promise comes back to every device. */
function promised(id: string, sentence: string): void {
  const at = '2026-10-08T09:31:00.000000+00:00'
  museum.changes.push({
    __typename: 'Upsert',
    scope: PLACEMENT,
    row: {
      ...{ __typename: 'Commitment', id: `Commitment:${id}`, placement: { id: `Placement:${PLACEMENT}` } },
      ...{ author: { id: `Person:${museum.author}`, name: 'Annika Holm' }, about: null, sentence },
      ...{ dueOn: '2026-12-01', progress: 'PROMISED', audience: 'MENTOR', rev: 3 },
      ...{ capturedAt: at, receivedAt: at, changedAt: at },
    },
  })
}
