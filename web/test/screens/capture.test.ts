// @vitest-environment happy-dom
/** Keeping an entry: the words are safe before anything else happens. */
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import Capture from '../../src/areas/capture/Capture.svelte'
import { announced } from '../../src/shell/announcing.svelte'
import { go } from '../../src/shell/place.svelte'
import { watch } from '../../src/shell/shown.svelte'
import { everyWord, speak } from '../../src/words/words'
import type { DraftPhoto } from '../../src/core/types'
import { picture } from './cast'
import { stage } from './stage'

vi.mock('../../src/notebook', () => import('./stage'))

const WORDS = 'Two lift, a third only watches the handles.'
const PHOTO: DraftPhoto = {
  id: 'photo',
  bytes: new ArrayBuffer(4),
  mime: 'image/jpeg',
  sha256: 'a'.repeat(64),
  size: 4,
  width: 2,
  height: 2,
}
const note = () => screen.findByLabelText<HTMLTextAreaElement>('What did you see?')
const keep = () => screen.getByRole('button', { name: 'Keep' })

beforeEach(async () => {
  await speak('en')
  await everyWord()
  stage.reset(picture())
  watch()
  history.replaceState(null, '', '/capture')
})

describe('keeping', () => {
  it('refuses an entry with neither words nor photo, says so, and keeps nothing', async () => {
    const user = userEvent.setup()
    render(Capture)
    const field = await note()
    await user.click(keep())
    expect(screen.getByRole('alert').textContent).toBe('Write a few words or take a photo first.')
    expect(document.activeElement).toBe(field)
    expect(stage.asked('captureObservation')).toEqual([])
  })

  it('says "kept" only after the disk has it', async () => {
    let answer = (_id: string): void => undefined
    stage.disk = () => new Promise((resolve) => (answer = resolve))
    const user = userEvent.setup()
    render(Capture)
    await user.type(await note(), WORDS)
    await user.click(keep())
    expect(location.pathname).toBe('/capture')
    expect(announced.message).toBe('')
    answer('new')
    await vi.waitFor(() => expect(announced.message).toMatch(/^Kept on this/))
    expect(location.pathname).not.toBe('/capture')
  })

  it('waits for a photo that is still being developed, and keeps it with the words', async () => {
    let developed = (_photo: DraftPhoto): void => undefined
    stage.camera = () => new Promise((resolve) => (developed = resolve))
    const user = userEvent.setup()
    const { container } = render(Capture)
    await user.type(await note(), WORDS)
    const gallery = container.querySelector<HTMLInputElement>('[data-gallery]')
    if (gallery === null) throw new Error('There is no way to a photo.')
    await user.upload(gallery, new File(['light'], 'IMG_1.jpg', { type: 'image/jpeg' }))
    await user.click(keep())
    expect(stage.asked('captureObservation')).toEqual([])
    developed(PHOTO)
    await vi.waitFor(() => expect(stage.asked('captureObservation')).toHaveLength(1))
    expect(stage.asked('captureObservation')[0]?.[1]).toMatchObject({
      note: WORDS,
      photos: [{ id: PHOTO.id }],
    })
  })

  it('leaves the words in the field when the disk refuses, and says what to do', async () => {
    stage.disk = () => Promise.reject(new DOMException('', 'QuotaExceededError'))
    const user = userEvent.setup()
    render(Capture)
    await user.type(await note(), WORDS)
    await user.click(keep())
    expect((await screen.findByRole('alert')).textContent).toMatch(/could not keep it/)
    expect((await note()).value).toBe(WORDS)
    expect(location.pathname).toBe('/capture')
  })

  it('keeps the words where there is no room for the photo, and offers the photo until somebody decides', async () => {
    const full = () => new DOMException('', 'QuotaExceededError')
    stage.camera = () => Promise.resolve(PHOTO)
    stage.disk = (draft) => (draft.photos.length > 0 ? Promise.reject(full()) : Promise.resolve('new'))
    stage.attaching = () => Promise.reject(full())
    stage.homeless = (draft) => draft.photos.map((photo) => photo.id)
    const user = userEvent.setup()
    const { container } = render(Capture)
    await user.type(await note(), WORDS)
    await user.upload(
      container.querySelector<HTMLInputElement>('[data-gallery]')!,
      new File(['light'], 'IMG_1.jpg', { type: 'image/jpeg' }),
    )
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /Your words are kept\. .* no room for one photo/,
    )
    await user.click(keep())
    expect(await screen.findByText('The words are kept, one photo is not')).toBeTruthy()
    expect(stage.asked('captureObservation').at(-1)?.[1]).toMatchObject({ note: WORDS, photos: [] })
    expect(location.pathname).toBe('/capture')

    await user.click(screen.getByRole('button', { name: 'Try once more' }))
    expect(await screen.findByText(/There is still no room/)).toBeTruthy()
    stage.attaching = () => Promise.resolve()
    await user.click(screen.getByRole('button', { name: 'Try once more' }))
    await vi.waitFor(() => expect(location.pathname).not.toBe('/capture'))
    expect(stage.asked('attachPhoto').at(-1)).toMatchObject(['attachPhoto', 'new', { id: PHOTO.id }])
  })

  it('keeps the words where there is no room for a voice memo, and offers the memo until somebody decides', async () => {
    const full = () => new DOMException('', 'QuotaExceededError')
    const memo = { id: 'm', bytes: new ArrayBuffer(9), mime: 'audio/webm', sha256: 'f', size: 9 }
    const recordings = [{ ...memo, durationMs: 4200, spoken: 'pieces' }]
    stage.drafts.set('observation', { fields: { note: WORDS }, photos: [], recordings })
    stage.disk = (draft) =>
      (draft.recordings ?? []).length > 0 ? Promise.reject(full()) : Promise.resolve('new')
    stage.attaching = () => Promise.reject(full())
    stage.homeless = (draft) => (draft.recordings ?? []).map(({ id }) => id)
    const user = userEvent.setup()
    render(Capture)
    await note()
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /Your words are kept\. .* no room for one voice memo/,
    )
    await user.click(keep())
    expect(await screen.findByText('The words are kept, one voice memo is not')).toBeTruthy()
    expect(stage.asked('captureObservation').at(-1)?.[1]).toMatchObject({ note: WORDS, recordings: [] })
    stage.attaching = () => Promise.resolve()
    await user.click(screen.getByRole('button', { name: 'Try once more' }))
    await vi.waitFor(() => expect(location.pathname).not.toBe('/capture'))
    expect(stage.asked('attachRecording').at(-1)).toMatchObject(['attachRecording', 'new', { id: 'm' }])
  })

  it('hands in plain values, with the readers chosen for the placement and the question it answers', async () => {
    go('/today')
    go('/capture?prompt=q1')
    const user = userEvent.setup()
    render(Capture)
    await user.type(await note(), WORDS)
    await user.click(screen.getByRole('radio', { name: 'Handling' }))
    await user.keyboard('{Control>}{Enter}{/Control}')
    await vi.waitFor(() => expect(stage.asked('captureObservation')).toHaveLength(1))
    const [, draft] = stage.asked('captureObservation')[0] ?? []
    expect(draft).toMatchObject({ note: WORDS, kind: 'HANDLING', audience: 'MENTOR', promptId: 'q1' })
  })

  it('reads as "only me" until the participant has chosen', async () => {
    const fresh = picture()
    const { defaultAudience: _none, ...placement } = fresh.placements[0]!
    stage.reset({ ...fresh, placements: [placement] })
    const user = userEvent.setup()
    render(Capture)
    await user.type(await note(), WORDS)
    await user.click(keep())
    await vi.waitFor(() =>
      expect(stage.asked('captureObservation')[0]?.[1]).toMatchObject({ audience: 'ONLY_ME' }),
    )
  })
})

describe('the draft', () => {
  it('is kept while the placement has not arrived, and nobody is told they have none', async () => {
    stage.reset({ ...picture(), placements: [], filled: false })
    const user = userEvent.setup()
    render(Capture)
    await user.type(await note(), WORDS)
    await user.click(keep())
    expect(screen.getByRole('alert').textContent).toMatch(/has not arrived .* The draft is kept/)
    expect(stage.drafts.get('observation')?.fields['note']).toBe(WORDS)
  })

  it('is on disk a moment after the last letter, and gone once kept', async () => {
    const user = userEvent.setup()
    render(Capture)
    await user.type(await note(), WORDS)
    await vi.waitFor(() => expect(stage.drafts.get('observation')?.fields['note']).toBe(WORDS))
    await user.click(keep())
    await vi.waitFor(() => expect(stage.drafts.has('observation')).toBe(false))
  })

  it('comes back with its words', async () => {
    stage.drafts.set('observation', { fields: { note: WORDS, kind: 'IDEA' }, photos: [] })
    render(Capture)
    expect((await note()).value).toBe(WORDS)
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Idea' }).checked).toBe(true)
  })
})
