/** Two tabs of one browser: one of them sends, and nothing is sent twice. */
import { beforeEach, expect, test } from 'vitest'
import { Museum } from '../museum'
import { annika, draft, hearing, oneAtATime, Phone } from '../phone'

let museum: Museum

beforeEach(() => {
  museum = new Museum()
})

test('two tabs send each entry once', async () => {
  const person = annika()
  const turns = oneAtATime()
  const channel = hearing()
  const tabs = [new Phone(museum, { turns, channel }), new Phone(museum, { turns, channel })]
  for (const tab of tabs) await tab.notebook.open(person)
  await Promise.all(
    tabs.flatMap((tab) =>
      [1, 2, 3].map((number) => tab.notebook.captureObservation(draft({ note: `${number}` }))),
    ),
  )
  for (const tab of tabs) await tab.send()
  expect(museum.effects).toHaveLength(6)
  expect(tabs.flatMap((tab) => tab.faults)).toEqual([])
  for (const tab of tabs) await tab.settled()
  expect(tabs.map((tab) => tab.picture.sync.waiting)).toEqual([0, 0])
})

test('while one tab is sending, another does not begin', async () => {
  const person = annika()
  const turns = oneAtATime()
  const tabs = [new Phone(museum, { turns, channel: hearing() }), new Phone(museum, { turns })]
  for (const tab of tabs) await tab.notebook.open(person)
  for (const tab of tabs) await tab.settled()
  let asking = 0
  let most = 0
  museum.weather = async (_request, answer) => {
    asking += 1
    most = Math.max(most, asking)
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
    asking -= 1
    return answer()
  }
  await Promise.all(tabs.map((tab) => tab.notebook.captureObservation(draft())))
  await Promise.all(tabs.map((tab) => tab.send()))
  expect(most).toBe(1)
})

test('two tabs without a lock still make each entry once', async () => {
  const person = annika()
  const tabs = [new Phone(museum), new Phone(museum)]
  for (const tab of tabs) await tab.notebook.open(person)
  await Promise.all(tabs.map((tab) => tab.notebook.captureObservation(draft())))
  await Promise.all(tabs.map((tab) => tab.send()))
  expect(museum.effects).toHaveLength(2)
  expect(tabs.flatMap((tab) => tab.faults)).toEqual([])
})
