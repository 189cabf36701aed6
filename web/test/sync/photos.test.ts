import { HOLD_MS } from '../../src/core/taking-back'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Museum } from '../museum'
import { annika, draft, Phone, picture } from '../phone'

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

afterEach(() => vi.unstubAllGlobals())

const only = () => phone.picture.observations[0]!

test('a photo goes after its entry, in pieces, and arrives as it left', async () => {
  const photo = picture(1_300_000)
  await phone.notebook.captureObservation(draft({ photos: [photo] }))
  await phone.send()
  const order = museum.requests.filter((request) => !request.startsWith('HEAD'))
  expect(order.indexOf('POST /graphql')).toBeLessThan(order.indexOf('POST /media/uploads'))
  expect(order.filter((request) => request.startsWith('PATCH'))).toHaveLength(3)
  expect(museum.received.get(photo.id)).toBe(photo.sha256)
  expect(only().entry).toMatchObject({ hallmark: 'safe', photosSafe: 1, photosTotal: 1 })
})

test('sending goes on where it was cut, through four failures', async () => {
  const photo = picture(3_000_000)
  let failures = 0
  let pieces = 0
  museum.weather = (request, answer) => {
    if (request.method !== 'PATCH') return undefined
    pieces += 1
    if (failures >= 4 || pieces % 2 === 1) return undefined
    failures += 1
    // Half of the cuts come after the museum had the piece.
    if (failures % 2 === 0) return answer().then(() => Promise.reject(new TypeError('cut')))
    return Promise.reject(new TypeError('cut'))
  }
  await phone.notebook.captureObservation(draft({ photos: [photo] }))
  for (let time = 0; time < 6; time++) await phone.send()
  expect(failures).toBe(4)
  expect(museum.uploads.size).toBe(1)
  expect(museum.received.get(photo.id)).toBe(photo.sha256)
  expect(only().entry.hallmark).toBe('safe')
})

test('a photo that had arrived whole when the museum died is safe as soon as it is asked for', async () => {
  const photo = picture(100_000)
  let died = false
  museum.weather = (request) => {
    if (request.method !== 'PATCH' || died) return undefined
    died = true
    museum.uploads.get(request.path)!.bytes = Buffer.from(request.body as ArrayBuffer)
    return Promise.reject(new TypeError('cut'))
  }
  await phone.notebook.captureObservation(draft({ photos: [photo] }))
  await phone.send()
  await phone.send()
  expect(died).toBe(true)
  expect(museum.received.get(photo.id)).toBe(photo.sha256)
  expect(only().entry.hallmark).toBe('safe')
})

test('while a photo is on its way the entry says how many are safe', async () => {
  museum.weather = (request) =>
    request.method === 'POST' && request.path === '/media/uploads' && museum.received.size > 0
      ? Promise.reject(new TypeError('cut'))
      : undefined
  await phone.notebook.captureObservation(draft({ photos: [picture(), picture()] }))
  await phone.send()
  expect(only().entry).toMatchObject({ hallmark: 'sending', photosSafe: 1, photosTotal: 2 })
  expect(phone.picture.sync).toMatchObject({ photosWaiting: 1, worst: 'sending' })
})

test('a museum that does not know the photo yet is asked later', async () => {
  let early = true
  museum.weather = (request) =>
    early && request.path === '/media/uploads'
      ? Promise.resolve(
          new Response('{"error":{"code":"DEPENDENCY_MISSING"}}', {
            status: 409,
            headers: { 'content-type': 'application/json' },
          }),
        )
      : undefined
  await phone.notebook.captureObservation(draft({ photos: [picture()] }))
  await phone.send()
  expect(only().entry.hallmark).toBe('sending')
  early = false
  await phone.wait(10_000)
  expect(only().entry.hallmark).toBe('safe')
})

test('a piece that was changed on the way is sent again', async () => {
  let spoilt = false
  museum.weather = (request) => {
    if (request.method !== 'PATCH' || spoilt) return undefined
    spoilt = true
    return Promise.resolve(new Response(null, { status: 460 }))
  }
  const photo = picture()
  await phone.notebook.captureObservation(draft({ photos: [photo] }))
  await phone.send()
  expect(museum.received.get(photo.id)).toBe(photo.sha256)
})

test('only the word of the museum makes a photo received', async () => {
  museum.weather = (request) =>
    request.path.startsWith('/media')
      ? Promise.resolve(new Response('<h1>Hotel</h1>', { status: 200 }))
      : undefined
  await phone.notebook.captureObservation(draft({ photos: [picture()] }))
  await phone.send()
  expect(only().entry.hallmark).toBe('sending')
  expect(phone.picture.sync.reason).toBe('portal')
})

test('a photo too large for the museum is said so, and the others arrive', async () => {
  museum.weather = (request) =>
    request.path === '/media/uploads' && request.headers.get('upload-length') === '5000'
      ? Promise.resolve(
          new Response('{"error":{"code":"TOO_LARGE","sentence":"At most 50 MB."}}', {
            status: 413,
            headers: { 'content-type': 'application/json' },
          }),
        )
      : undefined
  const large = await phone.notebook.captureObservation(draft({ note: 'large', photos: [picture(5000)] }))
  await phone.notebook.captureObservation(draft({ note: 'small', photos: [picture()] }))
  await phone.send()
  const states = phone.picture.observations.map((each) => [each.note, each.entry.hallmark, each.entry.code])
  expect(states).toContainEqual(['large', 'needs', 'PHOTO_REFUSED'])
  expect(states).toContainEqual(['small', 'safe', undefined])
  await phone.notebook.settle(large, 'discard')
  await phone.wait(HOLD_MS)
  await phone.send()
  expect(phone.picture.sync.items).toEqual([])
})

test.each([
  ['a photo that was hidden', { __typename: 'Gone', id: 'Photo:p' }, 1],
  ['a placement that was left', { __typename: 'ScopeRemoved', scope: 's' }, 1],
  ['a tag that was taken off', { __typename: 'Gone', id: 'Tag:t' }, 0],
])('%s: what was shown of it is kept no longer', async (_what, change, times) => {
  const given: string[] = []
  vi.stubGlobal('caches', { delete: (name: string) => Promise.resolve(given.push(name) > 0) })
  museum.changes.push(change)
  await phone.send()
  expect(given).toEqual(Array<string>(times).fill('understudy-photos'))
})

test('a photo held back after failures goes at once when somebody presses Try now', async () => {
  const photo = picture()
  let busy = true
  museum.weather = (request) =>
    busy && request.path.startsWith('/media/uploads')
      ? Promise.resolve(new Response('{"error":{"code":"DEPENDENCY_MISSING"}}', { status: 409 }))
      : undefined
  await phone.notebook.captureObservation(draft({ photos: [photo] }))
  for (let time = 0; time < 12; time++) await phone.send()
  expect(museum.received.size).toBe(0)

  busy = false
  await phone.notebook.tryNow()
  await phone.settled()
  expect(museum.received.get(photo.id)).toBe(photo.sha256)
})

test('a photo that an older connection still holds is tried again within seconds, however often that was so', async () => {
  const photo = picture()
  let held = 6
  const headers = { 'content-type': 'application/json' }
  museum.weather = (request) =>
    request.path.startsWith('/media/uploads') && held > 0 && held--
      ? Promise.resolve(new Response('{"error":{"code":"BUSY"}}', { status: 423, headers }))
      : undefined
  await phone.notebook.captureObservation(draft({ photos: [photo] }))
  await phone.send()
  for (let time = 0; time < 20; time++) await phone.wait(2_000)
  expect(museum.received.get(photo.id)).toBe(photo.sha256)
})

test.each([
  ['right', 0],
  ['three days ahead', 3 * 86_400_000],
])('a photo the museum has lost goes again, on a phone whose clock was %s', async (_how, ahead) => {
  const photo = picture()
  phone.now += ahead
  await phone.notebook.captureObservation(draft({ photos: [photo] }))
  await phone.send()
  expect(museum.received.get(photo.id)).toBe(photo.sha256)
  phone.now -= ahead
  museum.lose(photo.id)
  await phone.send()
  await phone.send()
  expect(museum.received.get(photo.id)).toBe(photo.sha256)
})

test.each(['the entry', 'the photo'])(
  'a photo does not wait for ever when %s was taken off',
  async (what) => {
    const photo = picture()
    museum.weather = (request) =>
      request.path === '/graphql' ? undefined : Promise.resolve(new Response(null, { status: 409 }))
    const id = await phone.notebook.captureObservation(draft({ photos: [photo] }))
    await phone.send()
    expect(phone.picture.sync.photosWaiting).toBe(1)
    if (what === 'the entry') await phone.notebook.removeObservation(id)
    else await phone.notebook.detachPhoto(id, photo.id)
    await phone.wait(HOLD_MS)
    await phone.send()
    expect(phone.picture.sync.photosWaiting).toBe(0)
    const asked = museum.requests.filter((each) => each.includes('/media')).length
    await phone.send()
    expect(museum.requests.filter((each) => each.includes('/media'))).toHaveLength(asked)
    expect(await phone.notebook.leave()).toBe('wiped')
  },
)
