// @vitest-environment happy-dom
/** A mentor decides: never without a reason when sending back, and always on to the next. */
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import Review from '../../src/areas/review/Review.svelte'
import { watch } from '../../src/shell/shown.svelte'
import { everyWord, speak } from '../../src/words/words'
import { entry, INGRID, picture } from './cast'
import { stage } from './stage'

vi.mock('../../src/notebook', () => import('./stage'))

const FIRST = entry('first', 'Two lift. A third only watches.', { capturedAt: '2026-10-08T07:00:00Z' })
const SECOND = entry('second', 'Why felt on the mount?', { capturedAt: '2026-10-08T08:00:00Z' })
const PRIVATE = entry('private', 'Nobody asked us.', { audience: 'ONLY_ME' })

beforeEach(async () => {
  await speak('en')
  await everyWord()
  stage.reset(picture(INGRID, { observations: [SECOND, FIRST, PRIVATE] }))
  watch()
  history.replaceState(null, '', '/review/first')
})

describe('deciding', () => {
  it('refuses to send back without a reason and goes to the comment', async () => {
    const user = userEvent.setup()
    render(Review, { id: 'first' })
    await user.click(screen.getByRole('button', { name: 'Send back' }))
    expect(screen.getByRole('alert').textContent).toBe('Say what to change first')
    expect(document.activeElement).toBe(screen.getByLabelText('Your comment'))
    expect(stage.asked('decide')).toEqual([])
  })

  it('sends back with the comment as its reason and goes on to the next entry', async () => {
    const user = userEvent.setup()
    render(Review, { id: 'first' })
    await user.type(screen.getByLabelText('Your comment'), 'Say which lift.')
    await user.click(screen.getByRole('button', { name: 'Send back' }))
    await vi.waitFor(() => expect(location.pathname).toBe('/review/second'))
    expect(stage.asked('decide')).toEqual([
      ['decide', 'first', 'SENT_BACK', 'Say which lift.', 'comment:first'],
    ])
    expect(stage.drafts.size).toBe(0)
  })

  it.each(['s', 'b'])('sends back by %s as well, and only with a reason', async (key) => {
    const user = userEvent.setup()
    render(Review, { id: 'first' })
    await user.keyboard(key)
    expect(screen.getByRole('alert').textContent).toBe('Say what to change first')
    expect(stage.asked('decide')).toEqual([])
  })

  it('says on ? what each key does', async () => {
    const user = userEvent.setup()
    render(Review, { id: 'first' })
    await user.keyboard('?')
    expect(screen.getByRole('dialog').textContent).toMatch(/S, B\s*Send back/)
  })

  it('approves by a single key, but not while somebody writes', async () => {
    const user = userEvent.setup()
    render(Review, { id: 'first' })
    await user.type(screen.getByLabelText('Your comment'), 'a')
    expect(stage.asked('decide')).toEqual([])
    await user.clear(screen.getByLabelText('Your comment'))
    screen.getByLabelText('Your comment').blur()
    await user.keyboard('a')
    await vi.waitFor(() =>
      expect(stage.asked('decide')).toEqual([['decide', 'first', 'APPROVED', undefined, 'comment:first']]),
    )
  })

  it('never lists what somebody keeps to themselves', () => {
    render(Review, { id: '' })
    const titles = [...document.querySelectorAll('.qi .title')].map((each) => each.textContent)
    expect(titles).toEqual(['Two lift', 'Why felt on the mount?'])
  })

  it('says so when nothing waits', () => {
    stage.show(picture(INGRID))
    render(Review, { id: '' })
    expect(screen.getByText('Nothing waits for you.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull()
  })
})
