/** What was taken away can be taken back for a moment, and is never lost between two answers. */
import { beforeEach, expect, test } from 'vitest'
import { HOLD_MS } from '../../src/core/taking-back'
import type { Uuid } from '../../src/core/types'
import { Museum } from '../museum'
import { annika, draft, memo, Phone, picture } from '../phone'

let museum: Museum
let phone: Phone
let id: Uuid
const photo = picture()
const voice = memo()

beforeEach(async () => {
  museum = new Museum()
  phone = new Phone(museum)
  await phone.notebook.open(annika())
  id = await phone.notebook.captureObservation(draft({ photos: [photo], recordings: [voice] }))
  await phone.send()
})

const removals = (): string[] =>
  museum.effects.map(({ name }) => name).filter((name) => name !== 'captureObservation')
const away = () => phone.picture.takenAway ?? []
const shown = () => phone.picture.observations.find((each) => each.id === id)

test('what has left is not taken back, and the phone says so', async () => {
  await phone.notebook.removeObservation(id)
  const [gone] = away()
  await phone.settled()
  await phone.wait(HOLD_MS)
  expect(removals()).toEqual(['removeObservation'])
  expect(away()).toEqual([])
  expect(await phone.notebook.takeBack(gone!.opId)).toBe(false)
  expect(removals()).toEqual(['removeObservation'])
})

test('what has gone into a file is not taken back: it may be at the museum by another way', async () => {
  await phone.notebook.removeObservation(id)
  const [gone] = away()
  await phone.notebook.exportUnsent()
  expect(await phone.notebook.takeBack(gone!.opId)).toBe(false)
})

test.each([
  ['entry', () => phone.notebook.removeObservation(id)],
  ['photo', () => phone.notebook.detachPhoto(id, photo.id)],
  ['memo', () => phone.notebook.detachRecording(id, voice.id)],
])('%s: it is gone at once, stays a moment, and comes back whole', async (what, remove) => {
  const before = shown()
  await remove()
  expect(shown()).not.toEqual(before)
  expect(away()).toMatchObject([{ what, count: 1, until: phone.now + HOLD_MS }])
  await phone.wait(HOLD_MS - 1000)
  await phone.send()
  expect(removals()).toEqual([])
  expect(await phone.notebook.takeBack(away()[0]!.opId)).toBe(true)
  expect(shown()).toEqual(before)
  await phone.wait(2 * HOLD_MS)
  expect(removals()).toEqual([])
  expect(phone.picture.sync.waiting).toBe(0)
})

test('tags that go wait, those that come with the same press do not', async () => {
  museum.weather = () => Promise.reject(new TypeError('No network.'))
  id = await phone.notebook.captureObservation(draft({ tags: ['lift', 'courier'] }))
  const [lift] = shown()!.tags
  await phone.notebook.editObservation(id, {}, { add: ['seal'], remove: [lift!.id] })
  expect(shown()!.tags.map(({ word }) => word)).toEqual(['courier', 'seal'])
  expect(away()).toMatchObject([{ what: 'tags', count: 1 }])
  expect(await phone.notebook.takeBack(away()[0]!.opId)).toBe(true)
  museum.weather = () => undefined
  await phone.send()
  expect(museum.effects.filter(({ name }) => name === 'tagObservation')).toMatchObject([
    { input: { add: [{ word: 'seal' }], remove: [] } },
  ])
})

test('it can be taken back after the app was closed, and leaves by itself when nobody does', async () => {
  const person = annika()
  await phone.notebook.open(person)
  const other = await phone.notebook.captureObservation(draft())
  await phone.send()
  await phone.notebook.removeObservation(other)
  await phone.notebook.close()
  await phone.notebook.open(person)
  expect(away()).toHaveLength(1)
  expect(removals()).toEqual([])
  await phone.settled()
  await phone.wait(HOLD_MS)
  expect(removals()).toEqual(['removeObservation'])
})

test('whoever is at it has longer; what follows on the entry waits, and what is about others does not', async () => {
  await phone.notebook.detachPhoto(id, photo.id)
  await phone.notebook.writeComment(id, 'Why I took the photo off.')
  await phone.wait(HOLD_MS - 1000)
  await phone.notebook.holdOn(away()[0]!.opId)
  await phone.notebook.captureObservation(draft({ note: 'Another one.' }))
  await phone.wait(HOLD_MS - 1000)
  await phone.send()
  expect(removals()).toEqual([])
  expect(museum.effects).toHaveLength(2)
  expect(await phone.notebook.takeBack(away()[0]!.opId)).toBe(true)
  await phone.send()
  expect(removals()).toEqual(['writeComment'])
})
