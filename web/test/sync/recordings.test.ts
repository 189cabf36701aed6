/** A voice memo is kept with its entry, goes after it, and arrives as it left. */
import { expect, test, vi } from 'vitest'
import { connect } from '../../src/local/database'
import { makeRoom } from '../../src/local/room'
import { Museum } from '../museum'
import { annika, draft, memo, Phone, picture } from '../phone'

const offline = (): Promise<Response> => Promise.reject(new TypeError('no network'))
const only = (phone: Phone) => phone.picture.observations[0]!

async function opened(): Promise<{ phone: Phone; museum: Museum; who: ReturnType<typeof annika> }> {
  const museum = new Museum()
  const phone = new Phone(museum)
  const who = annika()
  await phone.notebook.open(who)
  return { phone, museum, who }
}

test('without a network it is on the phone only, and can be heard there', async () => {
  const { phone, museum } = await opened()
  museum.weather = offline
  const voice = memo()
  await phone.notebook.captureObservation(draft({ note: '', recordings: [voice] }))
  await phone.send()
  expect(only(phone).recordings).toMatchObject([{ id: voice.id, durationMs: 4200, local: true }])
  expect(only(phone).entry).toMatchObject({ hallmark: 'local', voices: { safe: 0, total: 1 } })
  expect(museum.effects).toEqual([])
})

test('it goes after its entry, beside photos, and arrives as it left', async () => {
  const { phone, museum } = await opened()
  const voice = memo(3000)
  await phone.notebook.captureObservation(draft({ photos: [picture()], recordings: [voice] }))
  await phone.send()
  await phone.settled()
  expect(museum.received.get(voice.id)).toBe(voice.sha256)
  expect(only(phone).entry).toMatchObject({ hallmark: 'safe', photosSafe: 1, voices: { safe: 1, total: 1 } })
  expect(only(phone).entry.receipts).toHaveLength(3)
})

test('only its own receipt lets it leave the phone', async () => {
  const { phone, museum, who } = await opened()
  const voice = memo(4000)
  museum.backedUpUntil = '2030-01-01T00:00:00.000000+00:00'
  await phone.notebook.captureObservation(draft({ recordings: [voice] }))
  const connection = connect(who.person.id)
  expect(await makeRoom(connection, 1_000_000, phone.now)).toBe(0)
  await phone.send()
  await phone.settled()
  expect(await makeRoom(connection, 1_000_000, phone.now)).toBe(4000)
  expect(only(phone).recordings).toMatchObject([{ id: voice.id }])
  await connection.close()
})

test('a draft keeps it, and a carried file brings it to another device', async () => {
  const { phone, museum, who } = await opened()
  const [drafted, kept] = [memo(), memo()]
  museum.weather = offline
  await phone.notebook.draft.save('observation', {
    fields: { note: 'half' },
    photos: [],
    recordings: [drafted],
  })
  const again = await phone.notebook.draft.load('observation')
  expect(again?.recordings).toMatchObject([{ id: drafted.id, durationMs: 4200, size: drafted.size }])
  expect(new Uint8Array(again!.recordings![0]!.bytes)).toEqual(new Uint8Array(drafted.bytes))
  await phone.notebook.captureObservation(draft({ recordings: [kept] }))
  const file = await phone.notebook.exportUnsent()
  await phone.notebook.close()
  indexedDB.deleteDatabase(`understudy-${who.person.id}`)

  museum.weather = () => undefined
  const tablet = new Phone(museum)
  await tablet.notebook.open(who)
  await tablet.notebook.importUnsent(file)
  await tablet.send()
  await tablet.settled()
  expect(museum.received.get(kept.id)).toBe(kept.sha256)
  expect((await tablet.notebook.draft.load('observation'))?.recordings).toMatchObject([{ id: drafted.id }])
})

/** The pieces of one memo, as a recorder gives them. */
const pieces = (...texts: string[]) =>
  texts.map((text, before) => ({
    ...{ id: 'memo', mime: 'audio/webm', durationMs: 1000 * (before + 1), before },
    bytes: new TextEncoder().encode(text).buffer,
  }))
const HERE = { key: 'observation', route: '/capture' }
const said = async (phone: Phone): Promise<[string, number][]> =>
  ((await phone.notebook.draft.load('observation'))?.recordings ?? []).map(({ bytes, durationMs }) => [
    new TextDecoder().decode(bytes),
    durationMs,
  ])

test('what was said is in the draft piece by piece, beside the words, and is one recording afterwards', async () => {
  const { phone, who } = await opened()
  for (const piece of pieces('the lift ', 'stops ')) await phone.notebook.draft.speak(HERE, piece)
  const fields = { note: 'too low' }
  await phone.notebook.draft.save('observation', { fields, photos: [], speaking: ['memo'] })
  expect(await said(phone)).toEqual([['the lift stops ', 2000]])

  const recordings = (await phone.notebook.draft.load('observation'))?.recordings ?? []
  await phone.notebook.draft.save('observation', { fields, photos: [], recordings, speaking: ['memo'] })
  expect(await said(phone)).toEqual([['the lift stops ', 2000]])
  const connection = connect(who.person.id)
  expect(await connection.withDb((db) => db.count('bytes'))).toBe(1)
  await phone.notebook.draft.discard('observation')
  expect(await connection.withDb((db) => db.count('bytes'))).toBe(0)
  await connection.close()
})

test('pieces stay as long as the whole finds no room', async () => {
  const { phone } = await opened()
  for (const piece of pieces('the lift ', 'stops ')) await phone.notebook.draft.speak(HERE, piece)
  const recordings = (await phone.notebook.draft.load('observation'))?.recordings ?? []
  const put = IDBObjectStore.prototype.put
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
  ) {
    if ('bytes' in (value as object)) throw new DOMException('', 'QuotaExceededError')
    return put.call(this, value)
  })
  const draft = { fields: { note: 'too low' }, photos: [], recordings, speaking: ['memo'] }
  expect(await phone.notebook.draft.save('observation', draft)).toEqual([recordings[0]!.id])
  vi.restoreAllMocks()
  expect(await said(phone)).toEqual([['the lift stops ', 2000]])
})

test('a piece whose forerunners another tab has made a recording of asks for all of it', async () => {
  const { phone } = await opened()
  const [first, second, third] = pieces('the lift ', 'stops ', 'too low')
  for (const piece of [first!, second!]) await phone.notebook.draft.speak(HERE, piece)
  await phone.notebook.draft.discard('observation')
  expect(await phone.notebook.draft.speak(HERE, third!)).toBe(false)
  const whole = pieces('the lift stops too low')[0]!
  expect(await phone.notebook.draft.speak(HERE, whole)).toBe(true)
  expect(await said(phone)).toEqual([['the lift stops too low', 1000]])
})

test('what was being said is closed at a sign-out, and carried in a file', async () => {
  const { phone, who, museum } = await opened()
  museum.weather = offline
  for (const piece of pieces('the lift ', 'stops ')) await phone.notebook.draft.speak(HERE, piece)
  const file = await phone.notebook.exportUnsent()
  expect(await phone.notebook.leave()).toBe('kept')
  await phone.notebook.open(who)
  expect(await said(phone)).toEqual([['the lift stops ', 2000]])
  expect(await phone.notebook.leave(true)).toBe('wiped')
  const tablet = new Phone(museum)
  await tablet.notebook.open(who)
  await tablet.notebook.importUnsent(file)
  expect(await said(tablet)).toEqual([['the lift stops ', 2000]])
})
