// @vitest-environment happy-dom
/** Whoever comes back from their museum's page is let in once, however many ways lead in. */
import { beforeEach, expect, it, vi } from 'vitest'
import { notebook, type SignedIn } from '../../src/notebook'
import { session } from '../../src/shell/session.svelte'
import { stage } from './stage'
import { picture } from './cast'

vi.mock('../../src/notebook', () => import('./stage'))

const AMARA: SignedIn = {
  person: { id: 'amara', name: 'Amara Okafor', locale: 'en' },
  roles: [],
  feedEpoch: 'first',
}

beforeEach(() => {
  stage.reset(picture())
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(AMARA)))
})

it('one notebook is opened after the other, never two at once', async () => {
  let opened = 0
  let letGo = (): void => undefined
  const first = new Promise<void>((done) => (letGo = done))
  vi.spyOn(notebook, 'open').mockImplementation(() => {
    opened += 1
    return opened === 1 ? first : Promise.resolve()
  })
  localStorage.setItem('understudy:person', JSON.stringify(AMARA))
  sessionStorage.setItem('understudy:way', 'museum')
  const remembered = session.start()
  await vi.waitFor(() => expect(opened).toBe(1))
  const arrived = session.fromMuseum()
  await expect(vi.waitFor(() => expect(opened).toBe(2), { timeout: 150 })).rejects.toThrow()
  letGo()
  await Promise.all([remembered, arrived])
  expect(opened).toBe(2)
  expect(session.who?.person.id).toBe('amara')
})
