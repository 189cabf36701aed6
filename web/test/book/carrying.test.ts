/** Carrying unsent work to another device in a file. */
import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { SignedIn } from '../../src/core/types'
import type { Museum } from '../museum'
import { annika, draft, Phone } from '../phone'
import { SECRET, somethingUnsent, stage, type Stage } from './stage'

let at: Stage
let museum: Museum
let person: SignedIn
let phone: Phone

beforeEach(async () => {
  at = await stage()
  ;({ museum, person, phone } = at)
})

test.each([
  ['an empty file', '', 'broken'],
  ['a list of songs', '{"artist":"Nina"}\n', 'broken'],
  ['a file of a younger app', '{"understudy":2}\n', 'younger'],
  ['somebody else’s file', `{"understudy":1,"person":"${randomUUID()}"}\n`, 'somebody-else'],
  ['a file cut short', 'CUT', 'broken'],
  ['a file whose photo was changed', 'CHANGED', 'broken'],
])('%s is not taken in, nor any part of it', async (_what, text, why) => {
  await somethingUnsent(at)
  const whole = await (await phone.notebook.exportUnsent()).text()
  const damaged: Record<string, string> = {
    CUT: whole.slice(0, whole.length - 300),
    CHANGED: whole.replace(/"bytes":"..../, '"bytes":"AAAA'),
  }
  const other = new Phone(museum)
  const tablet = annika()
  await other.notebook.open(tablet)
  const file = new Blob([(damaged[text] ?? text).replaceAll(person.person.id, tablet.person.id)])
  await expect(other.notebook.importUnsent(file)).rejects.toMatchObject({ name: 'NotOurs', why })
  expect(other.picture.sync.items).toEqual([])
  expect(await other.notebook.draft.load('observation')).toBeNull()
})

test('carried to another device it arrives once, whichever of the two sends it', async () => {
  const photo = await somethingUnsent(at)
  const file = await phone.notebook.exportUnsent()
  await phone.notebook.leave(true)

  const tablet = new Phone(museum)
  await tablet.notebook.open(person)
  expect(await tablet.notebook.importUnsent(file)).toEqual({ fresh: 3, known: 0 })
  expect(await tablet.notebook.importUnsent(file)).toEqual({ fresh: 0, known: 3 })
  expect(tablet.picture.observations[0]).toMatchObject({ note: SECRET, entry: { hallmark: 'local' } })
  museum.weather = () => undefined
  await tablet.send()
  expect(museum.effects).toHaveLength(2)
  expect(museum.received.get(photo.id)).toBe(photo.sha256)
  expect(tablet.picture.sync).toMatchObject({ waiting: 0, photosWaiting: 0 })
  expect(await tablet.notebook.draft.load('observation')).toMatchObject({ fields: { note: SECRET } })
})

test('a draft from the file waits until the one that is being written here is done', async () => {
  await somethingUnsent(at)
  const file = await phone.notebook.exportUnsent()
  await phone.notebook.leave(true)
  const tablet = new Phone(museum)
  await tablet.notebook.open(person)
  await tablet.notebook.draft.save('observation', { fields: { note: 'Here.' }, photos: [] })
  expect(await tablet.notebook.importUnsent(file)).toEqual({ fresh: 3, known: 0 })
  expect(await tablet.notebook.importUnsent(file)).toEqual({ fresh: 0, known: 3 })
  expect(await tablet.notebook.draft.load('observation')).toMatchObject({ fields: { note: 'Here.' } })
  await tablet.notebook.captureObservation(draft({ note: 'Here.' }), 'observation')
  expect(await tablet.notebook.draft.load('observation')).toMatchObject({
    fields: { note: SECRET },
    photos: [{ size: 50 }],
  })
  expect(await tablet.notebook.importUnsent(file)).toEqual({ fresh: 0, known: 3 })
})

test('sent from both devices, each thing is at the museum once', async () => {
  await somethingUnsent(at)
  const file = await phone.notebook.exportUnsent()
  museum.weather = () => undefined
  await phone.send()
  await phone.notebook.leave(true)
  const tablet = new Phone(museum)
  await tablet.notebook.open(person)
  await tablet.notebook.importUnsent(file)
  await tablet.send()
  expect(museum.effects).toHaveLength(2)
  expect(tablet.picture.sync.waiting).toBe(0)
})
