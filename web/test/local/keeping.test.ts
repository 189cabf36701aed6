import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fateOf } from '../../src/core/answers'
import { addressed, type Command } from '../../src/core/commands'
import { row, type Change, type Fields, type Page, type Row } from '../../src/core/rows'
import { connect, databaseName, strictly, type Connection } from '../../src/local/database'
import { discardDraft, loadDraft, saveDraft } from '../../src/local/drafts'
import { enqueue, takeAnswers } from '../../src/local/outbox'
import { applyPage, nextQuestion } from '../../src/local/pages'
import { receivePhoto } from '../../src/local/photos'
import { ensureDevice, readKept } from '../../src/local/reading'
import { picture } from '../phone'

const AT = '2026-10-08T09:30:00.000Z'
let connection: Connection

beforeEach(async () => {
  connection = connect(randomUUID())
  await ensureDevice(connection, randomUUID())
})

afterEach(() => vi.restoreAllMocks())

const comment = (id: string, observationId = 'o'): Command => ({
  name: 'writeComment',
  input: { id, observationId, body: 'Yes.' },
})
const write = (command: Command, photos = [picture()]) =>
  enqueue(connection, [
    { ...addressed(command), opId: randomUUID(), capturedAt: AT, observationId: 'o', bytes: photos },
  ])

test('when a part cannot be written nothing of it is kept', async () => {
  const broken = { ...picture(), bytes: (() => undefined) as unknown as ArrayBuffer }
  await expect(write(comment('c'), [picture(), broken])).rejects.toThrow()
  const kept = await readKept(connection)
  expect([kept.ops, kept.photos, [...kept.bytesHere]]).toEqual([[], [], []])
  await write(comment('d'))
  expect((await readKept(connection)).ops.map((op) => op.seq)).toEqual([1])
})

test('numbers have no gaps, and each op names the one before it in its lane', async () => {
  await Promise.all([write(comment('a')), write(comment('b')), write(comment('c', 'elsewhere'))])
  const { ops } = await readKept(connection)
  expect(ops.map((op) => op.seq)).toEqual([1, 2, 3])
  expect(ops.map((op) => op.prevOp)).toEqual([undefined, ops[0]!.opId, undefined])
})

test('a connection that died is replaced, once, and the work is done', async () => {
  const db = await connection.withDb((open) => Promise.resolve(open))
  db.close()
  await write(comment('a'))
  expect((await readKept(connection)).ops).toHaveLength(1)
})

test('an older tab goes on writing when a newer app has upgraded the database', async () => {
  const person = randomUUID()
  const older = connect(person)
  await ensureDevice(older, randomUUID())
  const db = await new Promise<IDBDatabase>((resolve) => {
    const asked = indexedDB.open(databaseName(person), 99)
    asked.onupgradeneeded = () => asked.result.createObjectStore('younger')
    asked.onsuccess = () => resolve(asked.result)
  })
  await saveDraft(older, 'observation', { fields: { note: 'half a sent' }, photos: [] }, AT)
  expect(await loadDraft(older, 'observation')).toMatchObject({ fields: { note: 'half a sent' } })
  expect(db.objectStoreNames).toContain('younger')
})

test('work that fails by itself is not tried twice', async () => {
  let times = 0
  const work = connection.withDb((db) =>
    strictly(db, ['meta'], () => {
      times += 1
      return Promise.reject(new RangeError('our own fault'))
    }),
  )
  await expect(work).rejects.toThrow(RangeError)
  expect(times).toBe(1)
})

const upsert = (made: Row, children: Row[] = []): Change => ({
  kind: 'upsert',
  row: made,
  children,
  whole: true,
  lent: [],
})
const observation = (id: string, scope = 'placement', rev = 1): Row =>
  row('Observation', scope, {
    ...{ id, placementId: 'p', authorId: 'a', kind: 'IDEA', note: `rev ${rev}`, audience: 'MENTOR' },
    ...{ state: 'SUBMITTED', capturedAt: AT, capturedZone: 'UTC', rev },
  })
const tag = (id: string, observationId: string): Row =>
  row('Tag', 'placement', { id, word: id, observationId })
const page = (cursor: string, ...changes: Change[]): Page => ({
  changes,
  cursor,
  hasMore: false,
  reset: false,
})
const keys = async (): Promise<string[]> => (await readKept(connection)).rows.map((each) => each.key)

test('a page that answers an older question is not applied', async () => {
  const late = await nextQuestion(connection)
  expect(await applyPage(connection, page('1', upsert(observation('o', 'placement', 2))), late, 'r', 0)).toBe(
    true,
  )
  expect(await applyPage(connection, page('0', upsert(observation('o', 'placement', 1))), late, 'r', 0)).toBe(
    false,
  )
  expect((await readKept(connection)).rows[0]).toMatchObject({ fields: { rev: 2 } })
})

test('a row brings all that hangs on it, and what is gone goes with everything below', async () => {
  const apply = async (made: Page) => applyPage(connection, made, await nextQuestion(connection), 'r', 0)
  await apply(page('1', upsert(observation('o'), [tag('t1', 'o'), tag('t2', 'o')])))
  expect(await keys()).toEqual(['Observation:o', 'Tag:t1', 'Tag:t2'])
  await apply(page('2', upsert(observation('o'), [tag('t2', 'o')])))
  expect(await keys()).toEqual(['Observation:o', 'Tag:t2'])
  await apply(page('3', { kind: 'gone', key: 'Observation:o' }))
  expect(await keys()).toEqual([])
})

test('when a scope is taken away its rows go, and own unsent work stays', async () => {
  const apply = async (made: Page) => applyPage(connection, made, await nextQuestion(connection), 'r', 0)
  await write(comment('mine'))
  await apply(page('1', upsert(observation('o')), upsert(observation('other', 'elsewhere'))))
  await apply(page('2', { kind: 'scope-removed', scope: 'placement' }))
  expect(await keys()).toEqual(['Observation:other'])
  expect((await readKept(connection)).ops).toHaveLength(1)
})

test('a lost cursor fetches everything anew, and then what was not sent again goes', async () => {
  const apply = async (made: Page) => applyPage(connection, made, await nextQuestion(connection), 'r', 0)
  await apply(page('1', upsert(observation('stays')), upsert(observation('goes'))))
  await apply({ changes: [], cursor: '', hasMore: false, reset: true })
  expect((await nextQuestion(connection)).after).toBeUndefined()
  expect(await keys()).toHaveLength(2)
  await apply({ ...page('1', upsert(observation('stays'))), hasMore: true })
  expect(await keys()).toHaveLength(2)
  await apply(page('2'))
  expect(await keys()).toEqual(['Observation:stays'])
})

test('a row that only came along gives way to the row itself', async () => {
  const apply = async (made: Page) => applyPage(connection, made, await nextQuestion(connection), 'r', 0)
  const person = (name: string, lent: boolean): Row =>
    row('Person', lent ? 'placement' : 'network', { id: 'tom', name }, lent)
  const along: Change = {
    kind: 'upsert',
    row: observation('o'),
    children: [],
    whole: true,
    lent: [person('Tom', true)],
  }
  await apply(page('1', along))
  await apply(page('2', upsert(person('Tom Berg', false)), along))
  await apply(page('3', { kind: 'scope-removed', scope: 'placement' }))
  expect((await readKept(connection)).rows).toMatchObject([{ fields: { name: 'Tom Berg' } }])
})

test('a page asked for before the museum had a photo does not make it go again; one asked for afterwards does', async () => {
  const photo = picture()
  const upload = async (): Promise<string> => (await readKept(connection)).photos[0]!.upload
  const { id, sha256, size, mime, width, height } = photo
  const shown = { id, sha256, size, mime, width, height, position: 0, decorative: true }
  const lost = upsert(
    row('Photo', 'placement', { ...shown, observationId: 'o', state: 'EXPECTED', rev: 1 } as Fields['Photo']),
  )
  await write(comment('c'), [photo])
  const early = await nextQuestion(connection)
  await receivePhoto(connection, photo.id, AT)
  expect(await applyPage(connection, page('1', lost), early, 'r', 0)).toBe(true)
  expect(await upload()).toBe('received')
  await applyPage(connection, page('2', lost), await nextQuestion(connection), 'r', 0)
  expect(await upload()).toBe('waiting')
})

test('a draft keeps its photos, and forgets those nobody speaks of', async () => {
  const [first, second] = [picture(), picture()]
  await saveDraft(
    connection,
    'observation',
    { fields: { note: 'half' }, photos: [first, second], route: '/capture' },
    AT,
  )
  await saveDraft(connection, 'observation', { fields: { note: 'half a' }, photos: [second] }, AT)
  const back = await loadDraft(connection, 'observation')
  expect(back).toMatchObject({
    fields: { note: 'half a' },
    savedAt: AT,
    photos: [{ id: second.id, sha256: second.sha256 }],
  })
  expect(new Uint8Array(back!.photos[0]!.bytes)).toEqual(new Uint8Array(second.bytes))
  expect([...(await readKept(connection)).bytesHere]).toEqual([second.id])
})

test('a draft that became an entry leaves its photos to the entry', async () => {
  const photo = picture()
  await saveDraft(connection, 'observation', { fields: {}, photos: [photo] }, AT)
  await write(comment('c'), [photo])
  await discardDraft(connection, 'observation')
  expect(await loadDraft(connection, 'observation')).toBeNull()
  expect([...(await readKept(connection)).bytesHere]).toEqual([photo.id])
})

/** A disk with room for so many more bytes of photos. */
function roomFor(bytes: number): void {
  const put = IDBObjectStore.prototype.put
  let left = bytes
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
  ) {
    const size = (value as { bytes?: ArrayBuffer }).bytes?.byteLength ?? 0
    if (size > left) throw new DOMException('', 'QuotaExceededError')
    left -= size
    this.transaction.addEventListener('abort', () => (left += size))
    return put.call(this, value)
  })
}

test('where there is no room an entry is kept whole or not at all', async () => {
  roomFor(1500)
  const [first, second] = [picture(), picture()]
  await expect(write(comment('c'), [first, second])).rejects.toMatchObject({ name: 'QuotaExceededError' })
  const kept = await readKept(connection)
  expect([kept.ops, kept.photos, [...kept.bytesHere]]).toEqual([[], [], []])
})

test('a draft that finds no room keeps its words, and every photo that fits', async () => {
  const [first, second, third] = [picture(1000), picture(1000), picture(300)]
  roomFor(1500)
  const save = (note: string, photos = [first, second, third]) =>
    saveDraft(connection, 'observation', { fields: { note }, photos }, AT)
  expect(await save('half')).toEqual([second.id])
  expect(await save('half a sent')).toEqual([second.id])
  expect(await loadDraft(connection, 'observation')).toMatchObject({
    fields: { note: 'half a sent' },
    photos: [{ id: first.id }, { id: third.id }],
  })
  vi.restoreAllMocks()
  expect(await save('half a sentence')).toEqual([])
})

test('an entry and the draft it was made of are never both there, nor is neither', async () => {
  const photo = picture()
  await saveDraft(connection, 'observation', { fields: { note: 'half' }, photos: [photo] }, AT)
  const entry = { ...addressed(comment('c')), opId: randomUUID(), capturedAt: AT }
  const broken = { ...picture(), bytes: (() => undefined) as unknown as ArrayBuffer }
  await expect(enqueue(connection, [{ ...entry, bytes: [broken] }], 'observation')).rejects.toThrow()
  expect(await loadDraft(connection, 'observation')).toMatchObject({ fields: { note: 'half' } })
  await enqueue(connection, [{ ...entry, observationId: 'o', bytes: [photo] }], 'observation')
  expect(await loadDraft(connection, 'observation')).toBeNull()
  expect([...(await readKept(connection)).bytesHere]).toEqual([photo.id])
})

test('an entry that has been sent already is not written once more', async () => {
  await write(comment('a'), [])
  const [op] = (await readKept(connection)).ops
  await takeAnswers(
    connection,
    [
      {
        result: { type: 'OpApplied', opId: op!.opId, entity: 'Comment:a', rev: 1 },
        fate: (one) =>
          fateOf(one, { type: 'OpApplied', opId: one.opId, entity: 'Comment:a', rev: 1 }, AT, 0, 1),
      },
    ],
    { at: AT, feedEpoch: 'e', durableThrough: 0 },
  )
  await enqueue(connection, [{ ...addressed(comment('a')), opId: op!.opId, capturedAt: AT, bytes: [] }])
  expect((await readKept(connection)).ops).toEqual([])
})
