/** An app that is updated finds everything the one before it kept, and sends it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { connect, databaseName, VERSION } from '../../src/local/database'
import { Museum } from '../museum'
import { annika, draft, Phone, picture } from '../phone'
import { dump, fileOf, goldens, restore, written } from './golden'

let museum: Museum
let phone: Phone
const offline = (): Promise<Response> => Promise.reject(new TypeError('no network'))

beforeEach(() => {
  museum = new Museum()
  phone = new Phone(museum)
})

/** A day without signal after a morning with it: everything a phone can have in its hands. */
async function aFullDay(): Promise<string> {
  const person = annika()
  museum.author = person.person.id
  museum.durableThrough = 1
  await phone.notebook.open(person)
  await phone.notebook.captureObservation(draft({ note: 'In a backup.' }))
  await phone.send()
  const early = await phone.notebook.captureObservation(
    draft({ note: 'At the museum, in no backup yet.', photos: [picture(300)] }),
  )
  await phone.send()
  museum.verdict = (op) =>
    JSON.stringify(op).includes('refuse')
      ? {
          ...{ __typename: 'OpRejected', refused: 'INVALID', sentence: 'No such room.', field: 'zone' },
          quarantineId: 'Q:1',
        }
      : undefined
  await phone.notebook.captureObservation(draft({ note: 'refuse me' }))
  await phone.send()
  museum.weather = offline
  for (let number = 1; number <= 20; number++) {
    const photos = number % 4 === 0 ? [picture(200 + number)] : []
    const id = await phone.notebook.captureObservation(draft({ note: `Waiting ${number}.`, photos }))
    if (number % 5 === 0) await phone.notebook.editObservation(id, { note: `Waiting ${number}, reworded.` })
  }
  await phone.notebook.writeComment(early, 'One more thing.')
  await phone.send()
  await phone.notebook.draft.save('observation', {
    fields: { note: 'half a sent', kind: 'IDEA' },
    photos: [picture(250)],
    route: '/capture',
  })
  return person.person.id
}

test(`version ${VERSION} has its golden file`, async () => {
  // When VERSION is raised: write it once with GOLDEN=write, commit it, and never touch it again.
  if (process.env['GOLDEN'] === 'write') {
    const person = await aFullDay()
    await phone.notebook.close()
    writeFileSync(fileOf(VERSION), written(await dump(databaseName(person), person)))
  }
  expect(JSON.parse(readFileSync(fileOf(VERSION), 'utf8'))).toMatchObject({ version: VERSION })
})

test.each(goldens(VERSION))('a full queue of version $version is whole in the newest app', async (golden) => {
  await restore(golden, databaseName(golden.person))
  const connection = connect(golden.person)
  const after = await connection.withDb(async (db) => {
    expect(db.version).toBe(VERSION)
    const tx = db.transaction([...db.objectStoreNames])
    const names = Object.keys(golden.shelves) as (typeof db.objectStoreNames)[number][]
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await tx.objectStore(name).getAll()])),
    ) as Record<string, unknown[]>
  })
  await connection.close()
  for (const [name, { rows }] of Object.entries(golden.shelves)) expect(after[name], name).toEqual(rows)

  museum.author = golden.person
  const person = { ...annika(), person: { id: golden.person, name: 'Annika Holm', locale: 'sv' } }
  await phone.notebook.open(person)
  expect(await phone.notebook.draft.load('observation')).toMatchObject({ fields: { note: 'half a sent' } })
  for (let time = 0; time < 4; time++) await phone.wait(300_000)
  await phone.send()
  const arrived = museum.effects.map(({ input }) => input['note'] ?? input['body'])
  for (let number = 1; number <= 20; number++) expect(arrived).toContain(`Waiting ${number}.`)
  expect(arrived).toContain('Waiting 20, reworded.')
  expect(arrived).toContain('One more thing.')
  expect(museum.received.size).toBe(5)
  expect(phone.picture.sync).toMatchObject({ waiting: 0, photosWaiting: 0 })
  expect(phone.faults).toEqual([])
})
