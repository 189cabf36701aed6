// @vitest-environment happy-dom
/** A photo on the screen stays there, whatever else becomes known of it. */
import { render, screen } from '@testing-library/svelte'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Photo } from '../../src/core/types'
import PictureOf from '../../src/ui/Picture.svelte'
import { everyWord, speak } from '../../src/words/words'
import { picture } from './cast'
import { stage } from './stage'

vi.mock('../../src/notebook', () => import('./stage'))

const PHOTO = {
  id: 'hook',
  state: 'EXPECTED',
  alt: 'A hook',
  decorative: false,
  size: 1,
  width: 4,
  height: 3,
} as Photo

beforeEach(async () => {
  await speak('en')
  await everyWord()
  stage.reset(picture())
})

it('is not asked for anew when its description changes', async () => {
  const { rerender } = render(PictureOf, { photo: PHOTO })
  const shown = await screen.findByRole('img', { name: 'A hook' })
  await rerender({ photo: { ...PHOTO, alt: 'A hook on a rail' } })
  expect(await screen.findByRole('img', { name: 'A hook on a rail' })).toBe(shown)
  expect(stage.asked('photoUrl')).toHaveLength(1)
})

it('that could not be opened is asked for again when the network is back, and when the museum has it', async () => {
  const { rerender } = render(PictureOf, { photo: PHOTO })
  const shown = await screen.findByRole('img', { name: 'A hook' })
  shown.dispatchEvent(new Event('error'))
  await vi.waitFor(() => expect(screen.queryByRole('img')).toBeNull())
  window.dispatchEvent(new Event('online'))
  await screen.findByRole('img', { name: 'A hook' })
  screen.getByRole('img').dispatchEvent(new Event('error'))
  await vi.waitFor(() => expect(screen.queryByRole('img')).toBeNull())
  await rerender({ photo: { ...PHOTO, state: 'VERIFIED' } })
  await screen.findByRole('img', { name: 'A hook' })
  expect(stage.asked('photoUrl')).toHaveLength(3)
})
