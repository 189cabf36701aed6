// @vitest-environment happy-dom
/** What is said in confidence, and what a museum answers, outlives a full disk, a dead network and a closed page. */
import { cleanup, render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import Say from '../../src/areas/confidence/Say.svelte'
import Themes from '../../src/areas/confidence/Themes.svelte'
import { notebook, type Draft } from '../../src/notebook'
import { saveAll } from '../../src/shell/halfwritten'
import { watch } from '../../src/shell/shown.svelte'
import { everyWord, speak } from '../../src/words/words'
import { picture } from './cast'
import { stage } from './stage'

vi.mock('../../src/notebook', () => import('./stage'))

const DOUBT = 'Nobody told me where the alarm is'
const SAY = { placementId: 'placement', museum: 'Haus am Speicherhof' }
const SAFETY = {
  museum: 'Museum:speicherhof',
  theme: 'SAFETY' as const,
  voices: 5,
  words: [DOUBT],
  answers: [],
}
const THEMES = { themes: [SAFETY], onanswered: () => undefined }

beforeEach(async () => {
  await speak('en')
  await everyWord()
  stage.reset(picture())
  watch()
})

async function written(): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup()
  render(Say, SAY)
  await user.click(screen.getByRole('radio', { name: /The theme box/ }))
  await user.click(screen.getByRole('radio', { name: 'Safety' }))
  await user.type(screen.getByLabelText('What do you want to say?'), DOUBT)
  return user
}

it('a device without room says so, and keeps the words in the field', async () => {
  vi.spyOn(notebook, 'confide').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'))
  const user = await written()
  await user.click(screen.getByRole('button', { name: 'Say it' }))
  expect((await screen.findByRole('alert')).textContent).toContain('could not keep it')
  expect(screen.getByLabelText('What do you want to say?')).toHaveProperty('value', DOUBT)
})

it('what was said does not come back as a draft, to be said twice', async () => {
  const user = await written()
  vi.spyOn(notebook, 'confide').mockImplementationOnce((_said, from) => notebook.draft.discard(from ?? ''))
  await user.click(screen.getByRole('button', { name: 'Say it' }))
  await screen.findByText(/^Said\./)
  await saveAll()
  expect(stage.drafts.get('confidence')).toBeUndefined()
})

it('what is half said is saved before anything takes the page', async () => {
  await written()
  await saveAll()
  expect(stage.drafts.get('confidence')?.fields['words']).toBe(DOUBT)
})

it('a museum’s half-written answer is there again when the page was closed', async () => {
  const user = userEvent.setup()
  render(Themes, THEMES)
  await user.type(screen.getByLabelText('Your answer'), 'Behind the blue door')
  cleanup()
  await vi.waitFor(() => expect(stage.drafts.size).toBe(1))
  render(Themes, THEMES)
  await vi.waitFor(() =>
    expect(screen.getByLabelText('Your answer')).toHaveProperty('value', 'Behind the blue door'),
  )
})

it('nothing is typed over a half-written answer that is still being fetched', async () => {
  const user = userEvent.setup()
  let fetched = (_: Draft): void => undefined
  vi.spyOn(notebook.draft, 'load').mockReturnValueOnce(new Promise((done) => (fetched = done)))
  render(Themes, THEMES)
  await user.type(screen.getByLabelText('Your answer'), 'New')
  fetched({ fields: { words: 'Behind the blue door' }, photos: [] })
  await vi.waitFor(() =>
    expect(screen.getByLabelText('Your answer')).toHaveProperty('value', 'Behind the blue door'),
  )
  await saveAll()
  expect(stage.drafts.size).toBe(0)
})

it('an answer that did not reach the museum stays here, and says so', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  const user = userEvent.setup()
  render(Themes, THEMES)
  await user.type(screen.getByLabelText('Your answer'), 'Behind the blue door')
  await user.click(screen.getByRole('button', { name: 'Answer' }))
  await screen.findByRole('alert')
  await saveAll()
  expect([...stage.drafts.values()].map(({ fields }) => fields['words'])).toEqual(['Behind the blue door'])
})
