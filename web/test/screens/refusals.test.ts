// @vitest-environment happy-dom
/** A rule that says no is heard where it hurts: beside its field, in the reader's language, until that is mended. */
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { tick } from 'svelte'
import { beforeEach, expect, it, vi } from 'vitest'
import Put from '../../src/areas/governing/Put.svelte'
import { Trouble } from '../../src/graph/trouble'
import { Attempts } from '../../src/ui/attempting.svelte'
import Refusal from '../../src/ui/Refusal.svelte'
import { inOwnWords } from '../../src/words/refusals'
import { everyWord, speak } from '../../src/words/words'

vi.mock('../../src/notebook', () => import('./stage'))

const TOO_LONG = 'Give it a title of 1 to 200 characters.'
const nothing = () => undefined

beforeEach(async () => {
  await speak('en')
  await everyWord()
})

async function refused(sentence: string, field?: string): Promise<Attempts> {
  const attempts = new Attempts()
  render(Put, { attempts, onput: nothing, ondrop: nothing })
  render(Refusal, { attempts })
  const no = new Trouble('server', { code: 'INVALID', sentence, field, answered: true })
  await attempts.do(() => Promise.reject(no))
  await tick()
  return attempts
}

it('beside the field, which it describes and which has the focus', async () => {
  await refused(TOO_LONG, 'title')
  const title = screen.getByLabelText('What is asked')
  expect(screen.getByRole('alert').id).toBe(title.getAttribute('aria-describedby'))
  expect(title.getAttribute('aria-invalid')).toBe('true')
  expect(document.activeElement).toBe(title)
})

it('until somebody writes in the field', async () => {
  await refused(TOO_LONG, 'title')
  const title = screen.getByLabelText('What is asked')
  await userEvent.setup().type(title, 'A')
  expect(screen.queryByRole('alert')).toBeNull()
  expect([title.getAttribute('aria-invalid'), title.getAttribute('aria-describedby')]).toEqual([null, null])
})

it('over the form where its field is not on the screen, and where it names none', async () => {
  await refused('Something else has this id.', 'id')
  expect(screen.getByRole('alert').textContent).toContain('Something else has this id.')
})

it('beside the part of a form in which its field is', async () => {
  const attempts = new Attempts()
  render(Refusal, { attempts, field: 'hosts' })
  const no = new Trouble('server', {
    ...{ code: 'INVALID', sentence: 'It is 1 or more.', field: 'hosts.0.share', answered: true },
  })
  await attempts.do(() => Promise.reject(no))
  await tick()
  expect(screen.getByRole('alert').textContent).toBe('It is 1 or more.')
  expect(attempts.at(undefined)).toBeUndefined()
})

it('a museum that is away is no refusal', async () => {
  const attempts = new Attempts()
  await attempts.do(() => Promise.reject(new Trouble('offline')))
  expect(attempts.refusal).toMatchObject({ code: 'AWAY', field: undefined })
})

it('in the language of the reader, with the digits of that language', async () => {
  await speak('de')
  expect(await inOwnWords('Write 1 to 4,000 characters.')).toEqual({
    words: 'Schreib 1 bis 4.000 Zeichen.',
    lang: 'de',
  })
})

it('as it came, and said to be English, where no book has it', async () => {
  await speak('ar')
  expect(await inOwnWords('Nobody said this before.')).toEqual({
    words: 'Nobody said this before.',
    lang: 'en',
  })
})
