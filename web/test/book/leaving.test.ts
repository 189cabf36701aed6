/** Signing out with unsent work. */
import { beforeEach, expect, test, vi } from 'vitest'
import { base64 } from '../../src/core/digest'
import { connect, databaseName } from '../../src/local/database'
import { saveDraft } from '../../src/local/drafts'
import type { SignedIn } from '../../src/core/types'
import { dump } from '../local/golden'
import { Museum } from '../museum'
import { annika, draft, Phone, picture } from '../phone'
import { offline, SECRET, somethingUnsent, stage, type Stage } from './stage'

let at: Stage
let museum: Museum
let person: SignedIn
let phone: Phone

beforeEach(async () => {
  at = await stage()
  ;({ museum, person, phone } = at)
})

const left = async (): Promise<string> => {
  const { shelves } = await dump(databaseName(person.person.id), person.person.id)
  return JSON.stringify(shelves)
}

test('whoever holds the device next finds neither words nor photos nor the key', async () => {
  await somethingUnsent(at)
  expect(await phone.notebook.canLock()).toBe(true)
  expect(await left()).toContain(SECRET)
  expect(await phone.notebook.leave()).toBe('locked')
  const { shelves } = await dump(databaseName(person.person.id), person.person.id)
  for (const shelf of ['ops', 'acked', 'photos', 'bytes', 'drafts', 'receipts', 'rows'])
    expect([shelf, shelves[shelf]!.rows]).toEqual([shelf, []])
  expect(JSON.stringify(shelves)).not.toContain(SECRET)
  expect(shelves['locked']!.rows).toHaveLength(3)
  expect(shelves['meta']!.rows.map((fact) => (fact as { key: string }).key)).not.toContain('lock')
})

test('a key that does not fit opens nothing and spoils nothing', async () => {
  await somethingUnsent(at)
  await phone.notebook.leave()
  const other = new Phone(museum)
  await other.notebook.open({ ...person, lock: base64(new Uint8Array(32)) })
  expect(other.picture.observations).toEqual([])
  expect(other.picture.sync.closed).toBe(true)
  await other.notebook.close()
  await phone.notebook.open(person)
  expect(phone.picture.sync.closed).toBeUndefined()
  expect(phone.picture.observations).toHaveLength(1)
})

test('what is locked here outlives the sign-out of a second tab', async () => {
  await somethingUnsent(at)
  const second = new Phone(museum)
  await second.notebook.open(person)
  await phone.notebook.leave()
  expect(await second.notebook.leave()).toBe('locked')
  await phone.notebook.open(person)
  expect(phone.picture.observations).toHaveLength(1)
})

test.each([false, true])(
  'what did not open outlives a sign-out that has nothing else to lose (discard asked: %s)',
  async (discard) => {
    await somethingUnsent(at)
    await phone.notebook.leave()
    museum.weather = () => undefined
    const other = new Phone(museum)
    await other.notebook.open({ ...person, lock: base64(new Uint8Array(32)) })
    await other.settled()
    expect(await other.notebook.leave(discard)).toBe('locked')
    await phone.notebook.open(person)
    expect(phone.picture.observations).toHaveLength(1)
  },
)

test('what is written while the earlier does not open is locked beside it, drafts too', async () => {
  await somethingUnsent(at)
  await phone.notebook.leave()
  const other = new Phone(museum)
  await other.notebook.open({ ...person, lock: undefined } as unknown as SignedIn)
  await other.notebook.captureObservation(draft({ note: 'The second word.' }))
  await other.notebook.draft.save('observation', { fields: { note: 'The second draft.' }, photos: [] })
  await other.notebook.open(person)
  await other.notebook.leave()
  await phone.notebook.open(person)
  const notes = phone.picture.observations.map(({ note }) => note)
  expect(notes.sort()).toEqual([SECRET, 'The second word.'])
  expect(await phone.notebook.draft.load('observation')).toMatchObject({
    fields: { note: 'The second draft.' },
  })
  await phone.notebook.draft.discard('observation')
  expect(await phone.notebook.draft.load('observation')).toMatchObject({ fields: { note: SECRET } })
  await phone.notebook.draft.discard('observation')
  expect(await phone.notebook.draft.load('observation')).toBeNull()
})

test('two sign-outs with different keys each keep what they closed', async () => {
  await somethingUnsent(at)
  await phone.notebook.leave()
  const second = { ...person, lock: base64(new Uint8Array(32)) }
  const other = new Phone(museum)
  await other.notebook.open(second)
  await other.notebook.captureObservation(draft({ note: 'The second word.' }))
  expect(await other.notebook.leave()).toBe('locked')
  await phone.notebook.open(person)
  expect(phone.picture.observations.map(({ note }) => note)).toEqual([SECRET])
  expect(phone.picture.sync.closed).toBe(true)
  await phone.notebook.open(second)
  expect(phone.picture.observations).toHaveLength(2)
  expect(phone.picture.sync.closed).toBeUndefined()
})

test('what another tab writes while the words are being sealed is sealed too', async () => {
  await somethingUnsent(at)
  const tab = connect(person.person.id)
  const encrypt = crypto.subtle.encrypt.bind(crypto.subtle)
  let times = 0
  const spy = vi.spyOn(crypto.subtle, 'encrypt').mockImplementation(async (...args) => {
    times += 1
    if (times === 3) await saveDraft(tab, 'late', { fields: { text: 'last words' }, photos: [] }, '')
    return encrypt(...args)
  })
  expect(await phone.notebook.leave()).toBe('locked')
  spy.mockRestore()
  await tab.close()
  expect(await left()).not.toContain('last words')
  await phone.notebook.open(person)
  expect(await phone.notebook.draft.load('late')).toMatchObject({ fields: { text: 'last words' } })
})

test('a photo stays, locked, until the museum’s receipt for it is here', async () => {
  museum.weather = (request) => {
    const push = JSON.stringify(request.body).includes('ackThrough') || !request.path.startsWith('/graphql')
    return push ? undefined : offline()
  }
  await phone.notebook.captureObservation(draft({ photos: [picture()] }))
  for (let time = 0; time < 3; time++) await phone.send()
  const connection = connect(person.person.id)
  await connection.withDb(async (db) => {
    for (const photo of await db.getAll('photos')) await db.put('photos', { ...photo, upload: 'received' })
  })
  await connection.close()
  expect(await phone.notebook.leave()).toBe('locked')
  museum.weather = () => undefined
  await phone.notebook.open(person)
  await phone.send()
  expect(await phone.notebook.leave()).toBe('wiped')
})

test('an entry that is on the disk is not called lost because the witness found no room', async () => {
  const keep = (): void => {
    throw new DOMException('', 'QuotaExceededError')
  }
  const other = new Phone(museum, { witness: { of: () => undefined, keep } })
  await other.notebook.open(annika())
  await other.notebook.captureObservation(draft())
  expect(other.picture.observations).toHaveLength(1)
})

test('a tab that did not hear of the sign-out does not bring the notebook back', async () => {
  museum.weather = () => undefined
  const second = new Phone(museum)
  await second.notebook.open(person)
  await phone.settled()
  expect(await phone.notebook.leave()).toBe('wiped')
  await second.wait(60_000)
  expect(second.faults).toEqual([])
  const names = async (): Promise<(string | undefined)[]> =>
    (await indexedDB.databases()).map(({ name }) => name)
  expect(await names()).not.toContain(databaseName(person.person.id))
  await expect(second.notebook.captureObservation(draft())).rejects.toThrow()
  expect(await second.notebook.leave()).toBe('wiped')
  expect(await names()).not.toContain(databaseName(person.person.id))
})

test('nothing is written into a new notebook before the museum has said whose session it is', async () => {
  const strange = new Museum()
  strange.changes = museum.changes
  strange.weather = (request, answer) => {
    if (!JSON.stringify(request.body).includes('ackThrough')) return answer()
    const blocked = { __typename: 'PushBlocked', reason: 'WRONG_USER', retryAfterMs: null }
    return Promise.resolve(
      new Response(JSON.stringify({ data: { push: blocked } }), {
        headers: { 'content-type': 'application/graphql-response+json' },
      }),
    )
  }
  const tab = new Phone(strange)
  await tab.notebook.open(annika())
  await tab.settled()
  expect(tab.picture.sync.reason).toBe('blocked')
  expect(strange.asked).toEqual([])
})

test('the same person signs in again, and everything goes on as if nothing had been', async () => {
  const photo = await somethingUnsent(at)
  await phone.notebook.leave()
  await phone.notebook.open(person)
  expect(await phone.notebook.draft.load('observation')).toMatchObject({
    fields: { note: SECRET },
    photos: [{ size: 50 }],
  })
  museum.weather = () => undefined
  await phone.send()
  expect(museum.effects.map(({ name }) => name)).toEqual(['captureObservation', 'writeComment'])
  expect(museum.received.get(photo.id)).toBe(photo.sha256)
  expect(phone.picture.sync).toMatchObject({ waiting: 0, photosWaiting: 0 })
})

test('a browser that cannot encrypt keeps it as it is, and says so before', async () => {
  const { lock: _lock, ...plain } = annika()
  const old = new Phone(museum)
  await old.notebook.open(plain)
  await old.notebook.captureObservation(draft())
  expect(await old.notebook.canLock()).toBe(false)
  expect(await old.notebook.leave()).toBe('kept')
  await old.notebook.open(plain)
  expect(old.picture.observations).toHaveLength(1)
})
