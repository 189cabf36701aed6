// @vitest-environment happy-dom
/** The frame is drawn as soon as it is known who somebody is; what they began to write stays. */
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { createRawSnippet } from 'svelte'
import { beforeEach, expect, it, vi } from 'vitest'
import Frame from '../../src/shell/Frame.svelte'
import { watch } from '../../src/shell/shown.svelte'
import { everyWord, speak } from '../../src/words/words'
import { INGRID, picture } from './cast'
import { stage } from './stage'

vi.mock('../../src/notebook', () => import('./stage'))

const children = createRawSnippet(() => ({ render: () => '<main><input aria-label="Why" /></main>' }))

beforeEach(async () => {
  await speak('en')
  await everyWord()
  stage.reset(picture(INGRID, { placements: [] }))
  watch()
})

it('becomes a mentor’s round the same place', async () => {
  render(Frame, { current: 'settings', children })
  const field = screen.getByLabelText('Why')
  await userEvent.type(field, 'Two hands')
  expect(screen.queryByRole('link', { name: 'Review' })).toBeNull()
  stage.show(picture(INGRID))
  await vi.waitFor(() => expect(screen.getByRole('link', { name: /Review/ })).toBeTruthy())
  expect(screen.getByLabelText('Why')).toBe(field)
})
