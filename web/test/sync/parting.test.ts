/** Bytes that may not stay on a phone: their time with the host is over, they are gone, or custodians alone open them. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Uuid } from '../../src/core/types'
import { Museum } from '../museum'
import { annika, draft, Phone, picture } from '../phone'

const DAY = 86_400_000
const offline = (): Promise<Response> => Promise.reject(new TypeError('no network'))
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

/** The museum says something else of the entry and of its photo than before. */
function saysOf(photo: Record<string, unknown>, entry: Record<string, unknown> = {}): void {
  const last = museum.changes.at(-1) as { row: Record<string, unknown> & { photos: object[] } }
  const photos = last.row.photos.map((each) => ({ ...each, ...photo }))
  museum.changes.push({ ...last, row: { ...last.row, ...entry, photos } })
}

const isHere = async (id: Uuid): Promise<boolean> =>
  (await phone.notebook.photoUrl(id, 'screen')).startsWith('blob:')

async function taken(): Promise<Uuid> {
  const photo = picture()
  await phone.notebook.captureObservation(draft({ photos: [photo] }))
  await phone.send()
  expect(await isHere(photo.id)).toBe(true)
  return photo.id
}

const inDays = (days: number): string => new Date(phone.now + days * DAY).toISOString()

test('what stayed with the host for a time is gone when it is over, without a network too', async () => {
  const short = await taken()
  saysOf({ hostOnly: true, expiresAt: inDays(14) })
  await phone.send()
  await phone.wait(13 * DAY)
  expect(await isHere(short)).toBe(true)
  museum.weather = offline
  await phone.wait(DAY)
  await phone.send()
  expect(await isHere(short)).toBe(false)
})

test('what the museum has not got stays whatever this clock says, and goes at the museum’s word', async () => {
  museum.weather = (request) => (request.path.startsWith('/media') ? offline() : undefined)
  const id = await taken()
  saysOf({ hostOnly: true, expiresAt: inDays(1) })
  await phone.wait(2 * DAY)
  await phone.send()
  expect(await isHere(id)).toBe(true)
  saysOf({ expiredAt: inDays(0) })
  await phone.send()
  await phone.send()
  expect(await isHere(id)).toBe(false)
  expect(phone.picture.sync).toMatchObject({ photosWaiting: 0 })
})

test('a restricted entry leaves no bytes here as soon as they are in a backup', async () => {
  const id = await taken()
  saysOf({}, { restricted: 'SACRED', audience: 'ONLY_ME' })
  await phone.send()
  expect(await isHere(id)).toBe(true)
  museum.backedUpUntil = '2030-01-01T00:00:00.000000+00:00'
  await phone.send()
  await phone.send()
  expect(await isHere(id)).toBe(false)
})

test('a photo that is gone is gone here, and one that only moved is not', async () => {
  const id = await taken()
  museum.changes.push({ __typename: 'Gone', scope: 'x', id: `Photo:${id}` }, museum.changes.at(-1)!)
  await phone.send()
  expect(await isHere(id)).toBe(true)
  museum.changes.push({ __typename: 'Gone', scope: 'x', id: `Photo:${id}` })
  await phone.send()
  expect(await isHere(id)).toBe(false)
})

test('small pictures kept of what is withheld from now on are given up, and no others', async () => {
  const gone: string[] = []
  const shelf = { delete: (path: string) => Promise.resolve(gone.push(path) > 0) }
  vi.stubGlobal('caches', { open: () => Promise.resolve(shelf), delete: () => Promise.resolve(true) })
  const id = await taken()
  saysOf({ hostOnly: true })
  await phone.send()
  expect(gone).toEqual([`/media/photos/${id}/screen`, `/media/photos/${id}/thumb`])
})
