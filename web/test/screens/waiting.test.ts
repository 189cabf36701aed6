// @vitest-environment happy-dom
/** Why something waits, and where it truly is. */
import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { headline, outcome, summary } from '../../src/areas/sync/telling'
import type { EntryState, SyncPicture } from '../../src/core/types'
import { line, onlyHere, short } from '../../src/shell/syncwords'
import Picture from '../../src/ui/Picture.svelte'
import { inWords } from '../../src/ui/states'
import { everyWord, speak } from '../../src/words/words'
import { photo, state } from './cast'

vi.mock('../../src/notebook', () => import('./stage'))

const ELSEWHERE = state('sending', { code: 'PHOTOS_ELSEWHERE', photosTotal: 1 })
const BACK = state('needs', { code: 'SENT_BACK' })
const sync = (
  worst: SyncPicture['worst'],
  reason: SyncPicture['reason'],
  ...states: EntryState[]
): SyncPicture => ({
  ...{ worst, reason, waiting: 0, photosWaiting: 0, since: '2026-10-08T08:42:00Z' },
  items: states.map((each, index) => ({ id: String(index), kind: 'observation', title: '', state: each })),
})
const said = (picture: SyncPicture) => line(picture, 'phone', () => '10:42')

beforeEach(async () => {
  await speak('en')
  await everyWord()
})

describe('photos on another device', () => {
  const one = sync('sending', 'none', ELSEWHERE)

  it('are said to be there, and the words to be safe', () => {
    expect(inWords(ELSEWHERE, { reason: 'none', now: new Date() })).toEqual({
      lead: 'The words are safe',
      rest: 'its photos are still on another device',
    })
  })

  it('are not counted as being only here, and nothing is asked for them', () => {
    expect(onlyHere(one)).toEqual([])
    expect(headline(one, 'phone')).toBe('One entry has photos on another device')
    expect(summary(one)[1]).toMatch(/^One has photos on another device; they go from there/)
    expect(outcome(one)).toBe('Everything here has gone out. Photos are still on another device.')
    expect(headline(sync('needs', 'none', ELSEWHERE, BACK), 'phone')).toBe('One entry needs you')
  })

  it('are not said to be sent from here', () => {
    expect(said(one).what).toBe('Photos on another device')
    expect(short(one)).toBe('Photos to come')
    expect(said(sync('sending', 'none', ELSEWHERE, state('sending'))).what).toBe('Sending')
  })

  it('are not looked for at the museum', async () => {
    render(Picture, { photo: photo('p', 'o', 0, { state: 'EXPECTED', local: false }) })
    await fireEvent.error(await screen.findByRole('img'))
    expect(screen.getByText(/^This photo is still on the device it was taken with/)).toBeTruthy()
    expect(screen.queryByText(/at the museum, not on this/)).toBeNull()
  })
})

describe('the reason', () => {
  const WHY: [SyncPicture['reason'], string][] = [
    ['offline', 'No signal since 10:42'],
    ['portal', 'The network wants a sign-in'],
    ['server', 'Museum not answering'],
  ]

  it.each(WHY)('is beside what needs somebody while something waits here (%s)', (reason, why) => {
    expect(said(sync('needs', reason, BACK, state('local')))).toMatchObject({
      what: '1 entry needs you',
      why,
    })
    expect(said(sync('quarantine', reason, state('quarantine'), BACK, state('local'))).why).toBe(why)
  })

  it('gives way to the count when there is none', () => {
    expect(said(sync('needs', 'trying', BACK, state('local'))).why).toBe('1 only on this phone')
  })
})
