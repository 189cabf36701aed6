import { beforeEach, expect, test } from 'vitest'
import ids from '../../src/graph/document-ids.json'
import { Museum } from '../museum'
import { annika, draft, Phone, picture } from '../phone'

let museum: Museum
let phone: Phone
const html = (): Response =>
  new Response('<h1>Welcome to the hotel</h1>', { status: 200, headers: { 'content-type': 'text/html' } })

beforeEach(async () => {
  museum = new Museum()
  phone = new Phone(museum)
  const person = annika()
  museum.author = person.person.id
  await phone.notebook.open(person)
  await phone.settled()
})

const only = () => phone.picture.observations[0]!

test('a capture is on the phone before anything is sent, and safe after the answer', async () => {
  museum.weather = () => Promise.reject(new TypeError('no network'))
  await phone.notebook.captureObservation(draft())
  expect(only().entry).toMatchObject({ hallmark: 'local', photosTotal: 0 })
  expect(phone.picture.sync).toMatchObject({ waiting: 1, worst: 'local' })
  museum.weather = () => undefined
  await phone.send()
  expect(only().entry).toMatchObject({ hallmark: 'safe', at: '2026-10-08T09:31:00.000000+00:00' })
  expect(phone.picture.sync).toMatchObject({ waiting: 0, worst: 'safe', reason: 'none', items: [] })
})

test('five dropped answers make one entry', async () => {
  let dropped = 0
  museum.weather = async (request, answer) => {
    if (request.path === '/graphql' && museum.batches.length < 6) {
      await answer()
      dropped += 1
      throw new TypeError('the answer was lost')
    }
    return answer()
  }
  await phone.notebook.captureObservation(draft())
  for (let time = 0; time < 8; time++) await phone.send()
  expect(dropped).toBeGreaterThanOrEqual(5)
  expect(museum.effects).toHaveLength(1)
  expect(only().entry.hallmark).toBe('safe')
})

test('a captive portal changes nothing on the phone, and is called by its name', async () => {
  museum.weather = () => Promise.resolve(html())
  await phone.notebook.captureObservation(draft({ photos: [picture()] }))
  await phone.send()
  expect(phone.picture.sync).toMatchObject({ waiting: 1, photosWaiting: 1, reason: 'portal' })
  expect(only().entry.hallmark).toBe('local')
  museum.weather = () => undefined
  await phone.send()
  expect(only().entry).toMatchObject({ hallmark: 'safe', photosSafe: 1, photosTotal: 1 })
})

test('an answer that does not name every op is no answer', async () => {
  museum.weather = (_request, answer) =>
    answer().then(async (response) => {
      const body = (await response.json()) as { data: { push?: { echo: string[] } } }
      if (body.data.push !== undefined) body.data.push.echo = []
      return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
    })
  await phone.notebook.captureObservation(draft())
  await phone.send()
  expect(phone.picture.sync.waiting).toBe(1)
  expect(only().entry.hallmark).toBe('local')
  museum.weather = () => undefined
  await phone.wait(300_000)
  expect(museum.effects).toHaveLength(1)
  expect(only().entry.hallmark).toBe('safe')
})

test('an op the museum chokes on ends alone, and everything else arrives', async () => {
  museum.weather = (request) => {
    const text = JSON.stringify(request.body ?? '')
    if (!text.includes('poison')) return undefined
    return Promise.resolve(
      new Response('{"error":{"code":"INTERNAL"}}', {
        status: 500,
        headers: { 'content-type': 'application/json' },
      }),
    )
  }
  for (let number = 1; number <= 20; number++)
    await phone.notebook.captureObservation(draft({ note: number === 7 ? 'poison' : `entry ${number}` }))
  for (let time = 0; time < 12; time++) await phone.wait(300_000)
  expect(museum.effects).toHaveLength(19)
  const stuck = phone.picture.observations.filter((each) => each.entry.hallmark !== 'safe')
  expect(stuck.map((each) => [each.note, each.entry.code])).toEqual([['poison', 'STUCK']])
})

test('a refusal is set aside with the reason, and the next entry goes on', async () => {
  const sentence = 'The object number has 41 characters, it takes 40.'
  museum.verdict = (op) =>
    op.do['captureObservation']?.['note'] === 'bad'
      ? { __typename: 'OpRejected', refused: 'INVALID', sentence, field: 'objectNumber', quarantineId: 'Q:1' }
      : undefined
  const bad = await phone.notebook.captureObservation(draft({ note: 'bad' }))
  await phone.notebook.captureObservation(draft({ note: 'good' }))
  await phone.send()
  const states = phone.picture.observations.map((each) => [each.note, each.entry.hallmark])
  expect(states).toContainEqual(['bad', 'quarantine'])
  expect(states).toContainEqual(['good', 'safe'])
  expect(phone.picture.sync.items).toMatchObject([{ id: bad, state: { sentence, field: 'objectNumber' } }])

  museum.verdict = () => undefined
  await phone.notebook.settle(bad, 'retry')
  await phone.send()
  expect(phone.picture.sync.items).toEqual([])
})

test('what is discarded goes with everything that hung on it', async () => {
  museum.verdict = () => ({
    __typename: 'OpRejected',
    refused: 'INVALID',
    sentence: 'No.',
    field: null,
    quarantineId: 'Q:1',
  })
  const id = await phone.notebook.captureObservation(draft({ photos: [picture()] }))
  await phone.send()
  await phone.notebook.writeComment(id, 'Seen twice.')
  await phone.notebook.settle(id, 'discard')
  expect(phone.picture.observations).toEqual([])
  expect(phone.picture.sync).toMatchObject({ waiting: 0, photosWaiting: 0, items: [] })
})

test('an edit waits for the answer it builds on, and carries its revision', async () => {
  const id = await phone.notebook.captureObservation(draft())
  await phone.notebook.editObservation(id, { note: 'Through the shop, twice.', zone: 'Shop' })
  expect(only()).toMatchObject({ note: 'Through the shop, twice.', zone: 'Shop' })
  await phone.send()
  expect(museum.effects.map((effect) => effect.name)).toEqual(['captureObservation', 'editObservation'])
  expect(museum.effects[1]!.input).toMatchObject({ base: 1, note: 'Through the shop, twice.' })
})

test('signed out, the queue pauses once and keeps everything', async () => {
  const no = (): Response =>
    new Response('{"error":{"code":"SIGNED_OUT","sentence":"Sign in."}}', {
      status: 401,
      headers: { 'content-type': 'application/json' },
    })
  museum.weather = () => Promise.resolve(no())
  await phone.notebook.captureObservation(draft())
  await phone.settled()
  const asked = museum.requests.length
  await phone.notebook.captureObservation(draft())
  await phone.wait(3_600_000)
  expect(museum.requests).toHaveLength(asked)
  expect(phone.picture.sync).toMatchObject({ reason: 'signed-out', waiting: 2 })
  museum.weather = () => undefined
  await phone.send()
  expect(phone.picture.sync).toMatchObject({ reason: 'none', waiting: 0 })
})

test('another person at the museum blocks the queue and loses nothing', async () => {
  museum.weather = (_request, answer) =>
    answer().then(
      () =>
        new Response(
          '{"data":{"push":{"__typename":"PushBlocked","reason":"WRONG_USER","retryAfterMs":null}}}',
          { headers: { 'content-type': 'application/json' } },
        ),
    )
  await phone.notebook.captureObservation(draft())
  await phone.settled()
  expect(phone.picture.sync).toMatchObject({ reason: 'blocked', waiting: 1 })
})

test('a patient museum is asked again when it said, not before', async () => {
  museum.weather = () => Promise.resolve(new Response('', { status: 503, headers: { 'retry-after': '120' } }))
  await phone.notebook.captureObservation(draft())
  await phone.settled()
  const asked = museum.requests.length
  await phone.wait(119_000)
  expect(museum.requests).toHaveLength(asked)
  museum.weather = () => undefined
  await phone.wait(2_000)
  expect(only().entry.hallmark).toBe('safe')
})

test('a museum back from a backup is sent again what the backup did not have', async () => {
  museum.durableThrough = 1
  await phone.notebook.captureObservation(draft({ note: 'in the backup' }))
  await phone.send()
  const lost = await phone.notebook.captureObservation(draft({ note: 'not in the backup' }))
  await phone.send()
  museum.feedEpoch = '00000000-0000-4000-8000-00000000000f'
  museum.receipts.clear()
  museum.effects.length = 0
  await phone.notebook.captureObservation(draft({ note: 'afterwards' }))
  await phone.send()
  expect(museum.effects.map((effect) => effect.input['id'])).toContain(lost)
  expect(museum.effects).toHaveLength(2)
})

test('it is sent again even when nothing new waits to be sent', async () => {
  const lost = await phone.notebook.captureObservation(draft({ note: 'not in the backup' }))
  await phone.send()
  museum.feedEpoch = '00000000-0000-4000-8000-00000000000f'
  museum.receipts.clear()
  museum.effects.length = 0
  museum.changes.length = 0
  let told = false
  museum.weather = (request) => {
    const { documentId } = (request.body ?? {}) as { documentId?: string }
    if (documentId !== ids.Changes || told) return undefined
    told = true
    const changes = { changes: [], cursor: '0', hasMore: false, reset: 'BAD_CURSOR' }
    const headers = { 'content-type': 'application/json' }
    return Promise.resolve(new Response(JSON.stringify({ data: { changes } }), { headers }))
  }
  await phone.send()
  expect(museum.effects.map((effect) => effect.input['id'])).toEqual([lost])
  expect(only().entry.hallmark).toBe('safe')
})

test('who signs out leaves nothing behind, unless it is the only copy', async () => {
  museum.weather = () => Promise.reject(new TypeError('no network'))
  const person = { ...annika() }
  await phone.notebook.open(person)
  await phone.notebook.captureObservation(draft())
  await phone.settled()
  expect(await phone.notebook.leave()).toBe('kept')
  expect(phone.picture).toMatchObject({ ready: false, observations: [] })
  museum.weather = () => undefined
  museum.author = person.person.id
  await phone.notebook.open(person)
  await phone.settled()
  expect(only().entry.hallmark).toBe('safe')
  expect(await phone.notebook.leave()).toBe('wiped')
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(
    `understudy-${person.person.id}`,
  )
})

test('on a device of somebody else nothing is read, and the queue waits', async () => {
  await phone.notebook.captureObservation(draft())
  museum.weather = (request, answer) =>
    (request.body as { documentId?: string }).documentId === ids.Changes
      ? Promise.resolve(
          new Response(
            JSON.stringify({ data: null, errors: [{ message: 'no', extensions: { code: 'WRONG_USER' } }] }),
            { status: 200, headers: { 'content-type': 'application/graphql-response+json' } },
          ),
        )
      : answer()
  await phone.send()
  expect(phone.picture.sync.reason).toBe('blocked')
})
