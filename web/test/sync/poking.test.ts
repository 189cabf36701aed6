import { beforeEach, expect, test } from 'vitest'
import { Museum } from '../museum'
import { annika, draft, Phone } from '../phone'

let museum: Museum
let phone: Phone
let poke: () => void
let listening: string[]

beforeEach(async () => {
  museum = new Museum()
  listening = []
  phone = new Phone(museum, {
    pokes(deviceId, heard) {
      poke = heard
      listening.push(deviceId)
      return () => void listening.pop()
    },
  })
  const person = annika()
  museum.author = person.person.id
  await phone.notebook.open(person)
  await phone.settled()
  await phone.notebook.captureObservation(draft({ note: 'Seen here.' }))
  await phone.send()
})

const remarks = (): string[] => phone.picture.observations.map((each) => each.note)

/** Another of her devices captured something. */
function elsewhere(note: string): void {
  const [known] = museum.changes as { row: { id: string } }[]
  museum.changes.push({ ...known, row: { ...known!.row, id: `Observation:${crypto.randomUUID()}`, note } })
}

test('what is new comes with a poke, though no time has passed', async () => {
  elsewhere('Seen elsewhere.')
  await phone.settled()
  expect(remarks()).toEqual(['Seen here.'])
  poke()
  await phone.settled()
  expect(remarks().sort()).toEqual(['Seen elsewhere.', 'Seen here.'])
})

test('without a poke the timer finds it', async () => {
  elsewhere('Seen elsewhere.')
  await phone.wait(15_000)
  expect(remarks()).toHaveLength(2)
})

test('a poke while the museum cannot be reached changes nothing and breaks nothing', async () => {
  museum.weather = () => Promise.reject(new TypeError('no network'))
  elsewhere('Seen elsewhere.')
  poke()
  await phone.settled()
  expect(remarks()).toEqual(['Seen here.'])
  expect(phone.faults).toEqual([])
})

test('whoever closes the notebook listens no longer', async () => {
  expect(listening).toHaveLength(1)
  await phone.notebook.close()
  expect(listening).toEqual([])
})
