/** The sender when things go wrong around it: killed tabs, cleared storage, a museum away for a day, damage. */
import { deleteDB } from 'idb'
import { beforeEach, expect, test, vi } from 'vitest'
import { connect, databaseName } from '../../src/local/database'
import type { Witness } from '../../src/local/reading'
import type { SignedIn } from '../../src/core/types'
import type { Platform } from '../../src/book/book'
import { Museum } from '../museum'
import { sendAlone } from '../../src/sync/alone'
import { digest } from '../../src/worker/hashing'
import { annika, draft, Phone, picture, PLACEMENT } from '../phone'

let museum: Museum
let phone: Phone
let person: SignedIn
const offline = (): Promise<Response> => Promise.reject(new TypeError('no network'))

beforeEach(async () => {
  museum = new Museum()
  phone = new Phone(museum)
  person = annika()
  museum.author = person.person.id
  await phone.notebook.open(person)
  await phone.settled()
})

async function anotherTab(more: Partial<Platform> = {}): Promise<Phone> {
  const tab = new Phone(museum, more)
  await tab.notebook.open(person)
  await tab.settled()
  return tab
}

/** What stands outside the database, as localStorage does. */
function witnessing(): Platform['witness'] & { said: Map<string, Witness> } {
  const said = new Map<string, Witness>()
  return {
    said,
    of: (id) => said.get(id),
    keep: (id, witness) => void (witness === undefined ? said.delete(id) : said.set(id, witness)),
  }
}

test('a tab killed between keeping and sending loses nothing: the next one sends it', async () => {
  museum.weather = offline
  await phone.notebook.captureObservation(draft({ photos: [picture()] }))
  museum.weather = () => undefined
  const next = await anotherTab()
  expect(museum.effects).toHaveLength(1)
  expect(next.picture.sync).toMatchObject({ waiting: 0, photosWaiting: 0, worst: 'safe' })
})

test('a tab killed between the answer and writing it down makes no second entry', async () => {
  museum.weather = async (request, answer) => {
    const response = await answer()
    if (!JSON.stringify(request.body).includes('captureObservation')) return response
    // From here the first tab never gets to its disk again.
    museum.weather = () => undefined
    await phone.notebook.close()
    return response
  }
  await phone.notebook.captureObservation(draft())
  await phone.settled()
  expect(museum.effects).toHaveLength(1)
  const next = await anotherTab()
  expect(museum.effects).toHaveLength(1)
  expect(next.picture.observations[0]!.entry.hallmark).toBe('safe')
})

test('a museum away for a day gets everything once, with the time it was seen', async () => {
  museum.weather = offline
  const seen: string[] = []
  for (let hour = 0; hour < 24; hour++) {
    seen.push(new Date(phone.now).toISOString())
    await phone.notebook.captureObservation(draft({ note: `Hour ${hour}.` }))
    await phone.wait(3_600_000)
  }
  const sync = phone.picture.sync
  expect(sync).toMatchObject({ waiting: 24, worst: 'local' })
  // Even after a day the next try is minutes away, not hours.
  expect(Date.parse(sync.nextTryAt!) - phone.now).toBeLessThanOrEqual(300_000)
  museum.weather = () => undefined
  await vi.waitFor(
    async () => {
      await phone.wait(300_000)
      expect(phone.picture.sync.waiting).toBe(0)
    },
    { timeout: 8_000 },
  )
  expect(museum.effects.map(({ input }) => input['note'])).toEqual(seen.map((_, hour) => `Hour ${hour}.`))
  expect(phone.picture.observations.map((each) => each.entry.hallmark)).toEqual(Array(24).fill('safe'))
})

test('a browser that cleared the notebook is noticed, told, and everything the museum has comes back', async () => {
  const witness = witnessing()
  await phone.notebook.close()
  let tab = await anotherTab({ witness })
  await tab.notebook.captureObservation(draft({ note: 'At the museum.' }))
  await tab.send()
  museum.weather = offline
  await tab.notebook.captureObservation(draft({ note: 'Only here.', photos: [picture()] }))
  await tab.notebook.captureObservation(draft({ note: 'Only here, too.' }))
  const before = museum.pushes.at(-1)!.deviceId
  await tab.notebook.close()
  await deleteDB(databaseName(person.person.id))

  museum.weather = () => undefined
  tab = await anotherTab({ witness })
  expect(tab.picture.sync.cleared).toMatchObject({ unsent: 2 })
  expect(tab.picture.observations.map((each) => each.note)).toEqual(['At the museum.'])
  await tab.notebook.captureObservation(draft({ note: 'Afterwards.' }))
  await tab.send()
  const push = museum.pushes.find(({ ops }) => JSON.stringify(ops).includes('Afterwards.'))!
  // The numbering goes on, so that the museum sees two numbers that never came.
  expect([push.deviceId, push.ops[0]!.seq]).toEqual([before, 4])
  await tab.notebook.readCleared()
  expect(tab.picture.sync.cleared).toBeUndefined()
})

test('somebody who signed out has cleared the notebook themselves, and is told nothing', async () => {
  const witness = witnessing()
  await phone.notebook.close()
  const tab = await anotherTab({ witness })
  await tab.notebook.captureObservation(draft())
  await tab.send()
  expect(await tab.notebook.leave()).toBe('wiped')
  expect(witness.said.size).toBe(0)
  expect((await anotherTab({ witness })).picture.sync.cleared).toBeUndefined()
})

test('what is damaged here is found by the digest, and read again, scope by scope', async () => {
  await phone.notebook.captureObservation(draft({ note: 'Whole.', photos: [picture()] }))
  await phone.send()
  await phone.send()
  const connection = connect(person.person.id)
  await connection.withDb(async (db) => {
    const [photo] = (await db.getAll('rows')).filter(({ type }) => type === 'Photo')
    await db.delete('rows', photo!.key)
    await db.put('rows', { ...photo!, key: 'Photo:strange', scope: 'a scope long left', parent: '' })
  })
  const rows = (): Promise<string[]> => connection.withDb((db) => db.getAllKeys('rows'))
  const damaged = await rows()
  const asked = museum.asked.length
  for (let time = 0; time < 25; time++) await phone.wait(15_000)
  const pulls = museum.asked.slice(asked)
  expect(pulls.filter((each) => each['digest'] === true)).toHaveLength(1)
  expect(pulls.filter((each) => each['again'] !== null).map((each) => each['again'])).toEqual([[PLACEMENT]])
  const whole = await rows()
  expect(whole).not.toEqual(damaged)
  expect(whole.filter((key) => key.startsWith('Photo:'))).toHaveLength(1)
  expect(whole).not.toContain('Photo:strange')
})

test('a device that holds what the museum holds reads nothing again', async () => {
  await phone.notebook.captureObservation(draft({ photos: [picture()] }))
  for (let time = 0; time < 25; time++) await phone.wait(15_000)
  expect(museum.asked.some((each) => each['digest'] === true)).toBe(true)
  expect(museum.asked.every((each) => each['again'] === null)).toBe(true)
})

test('a device reported lost sends nothing, forgets what is there, and gives the rest to its person', async () => {
  await phone.notebook.captureObservation(draft({ note: 'At the museum.', photos: [picture()] }))
  await phone.send()
  const blocked =
    '{"data":{"push":{"__typename":"PushBlocked","reason":"DEVICE_REVOKED","retryAfterMs":null}}}'
  museum.weather = (request) =>
    request.path === '/graphql'
      ? Promise.resolve(new Response(blocked, { headers: { 'content-type': 'application/json' } }))
      : undefined
  await phone.notebook.captureObservation(draft({ note: 'Only here.' }))
  await phone.settled()
  const asked = museum.requests.length
  await phone.wait(3_600_000)
  expect(museum.requests).toHaveLength(asked)
  expect(phone.picture.sync).toMatchObject({ reason: 'revoked', waiting: 1 })
  expect(phone.picture.observations.map((each) => each.note)).toEqual(['Only here.'])
  expect(await (await phone.notebook.exportUnsent()).text()).toContain('Only here.')
})

test('the receipt is kept, and only with it a photo may leave the device', async () => {
  const photo = picture(1000)
  museum.weather = (request) => (request.path.startsWith('/media') ? offline() : undefined)
  await phone.notebook.captureObservation(draft({ photos: [photo] }))
  await phone.send()
  expect(await phone.notebook.makeRoom(1_000_000)).toBe(0)
  museum.weather = () => undefined
  await phone.send()
  await phone.send()
  expect(phone.picture.observations[0]!.entry.receipts).toHaveLength(2)
  expect(await phone.notebook.receipts()).toHaveLength(2)
  expect(await phone.notebook.makeRoom(0)).toBe(0)
  expect(await phone.notebook.makeRoom(1)).toBe(1000)
  expect(await phone.notebook.photoUrl(photo.id, 'screen')).toBe(`/media/photos/${photo.id}/screen`)
  expect(phone.picture.observations[0]!.entry).toMatchObject({ hallmark: 'safe', photosSafe: 1 })
})

test('an empty queue is reported, so that nobody worries about it', async () => {
  await phone.notebook.captureObservation(draft())
  await phone.settled()
  expect(museum.pushes.at(-1)).toMatchObject({ waiting: 0, ackThrough: 1, ops: [] })
})

test('photos the museum has signed for give way to a new one, and no other does', async () => {
  const old = picture(1000)
  await phone.notebook.captureObservation(draft({ photos: [old] }))
  await phone.send()
  await phone.send()
  museum.weather = offline
  const waiting = picture(1000)
  await phone.notebook.captureObservation(draft({ photos: [waiting] }))
  const put = IDBObjectStore.prototype.put
  const { delete: remove } = IDBObjectStore.prototype
  let room = 500
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
    if (this.name === 'bytes') room += 1000
    return remove.call(this, key)
  })
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
  ) {
    const size = (value as { bytes?: ArrayBuffer }).bytes?.byteLength ?? 0
    if (size > room) throw new DOMException('', 'QuotaExceededError')
    return put.call(this, value)
  })
  const fresh = picture(1000)
  await phone.notebook.captureObservation(draft({ photos: [fresh] }))
  vi.restoreAllMocks()
  const connection = connect(person.person.id)
  const here = await connection.withDb((db) => db.getAllKeys('bytes'))
  expect(here.sort()).toEqual([waiting.id, fresh.id].sort())
})

test('a worker that is woken with no page open sends everything, and makes no database of its own', async () => {
  museum.weather = offline
  const photo = picture()
  await phone.notebook.captureObservation(draft({ photos: [photo] }))
  await phone.notebook.close()
  const clock = {
    now: () => phone.now,
    zone: () => 'UTC',
    chance: () => 1,
    random: (count: number) => new Uint8Array(count),
  }
  const own = { fetch: museum.fetch, clock, digest }
  await expect(sendAlone(person.person.id, own)).rejects.toMatchObject({ kind: 'server' })
  expect(museum.effects).toEqual([])

  museum.weather = () => undefined
  expect(await sendAlone(person.person.id, own)).toBe(true)
  expect(museum.effects).toHaveLength(1)
  expect(museum.received.get(photo.id)).toBe(photo.sha256)
  const stranger = annika().person.id
  expect(await sendAlone(stranger, own)).toBe(true)
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(databaseName(stranger))
})
