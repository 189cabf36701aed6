// @vitest-environment happy-dom
/** Two tabs of one browser, and whose notebook each of them shows. */
import { beforeEach, expect, it, vi } from 'vitest'
import { session } from '../../src/shell/session.svelte'
import { picture } from './cast'
import { stage } from './stage'

vi.mock('../../src/notebook', () => import('./stage'))

const person = (id: string) => ({
  person: { id, name: 'Annika Holm', locale: 'en' },
  roles: [],
  feedEpoch: 'e',
})

/** What the browser tells this tab of what another one wrote. */
function elsewhere(text: string | null): void {
  if (text === null) localStorage.removeItem('understudy:person')
  else localStorage.setItem('understudy:person', text)
  window.dispatchEvent(new StorageEvent('storage', { key: 'understudy:person', newValue: text }))
}

beforeEach(async () => {
  stage.reset(picture())
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  localStorage.setItem('understudy:person', JSON.stringify(person('annika')))
  await session.start()
})

it('a word about the same person changes nothing', () => {
  elsewhere(JSON.stringify(person('annika')))
  expect(session.who?.person.id).toBe('annika')
  expect(stage.asked('close')).toEqual([])
})

it.each([null, JSON.stringify(person('tom'))])(
  'whoever leaves in another tab leaves this one too (%s comes after)',
  async (next) => {
    elsewhere(next)
    await vi.waitFor(() => expect(stage.asked('close')).toHaveLength(1))
    expect(session.who).toBeNull()
  },
)
