// @vitest-environment happy-dom
/** A notebook of years on a slow phone: what is far from the screen is not made, and searching is prepared. */
import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import Notebook from '../../src/areas/notebook/Notebook.svelte'
import Search from '../../src/areas/notebook/Search.svelte'
import { byDay } from '../../src/areas/notebook/days'
import { folding } from '../../src/areas/notebook/folding'
import { idly } from '../../src/shell/idling'
import { watch } from '../../src/shell/shown.svelte'
import { counted, everyWord, say, speak } from '../../src/words/words'
import { entry, picture } from './cast'
import { stage } from './stage'

vi.mock('../../src/notebook', () => import('./stage'))

const YEARS = Array.from({ length: 300 }, (_, number) => entry(String(number), `Packing, step ${number}`))
const rows = () => document.querySelectorAll('li.entry').length

/** Says that what stands below the list has come near the screen. */
let comesNear: () => void
let idle: (() => void)[] = []

async function whileIdle(): Promise<void> {
  while (idle.length > 0) idle.shift()?.()
  await tick()
}

beforeEach(async () => {
  idle = []
  vi.stubGlobal('requestIdleCallback', (work: (left: { timeRemaining: () => number }) => void) =>
    idle.push(() => work({ timeRemaining: () => 0 })),
  )
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
        comesNear = () => seen([{ isIntersecting: true }])
      }
      observe = () => undefined
      unobserve = () => undefined
      disconnect = () => undefined
    },
  )
  await speak('en')
  await everyWord()
  watch()
  stage.reset(picture(undefined, { observations: YEARS }))
})

afterEach(() => vi.unstubAllGlobals())

describe('a notebook of years', () => {
  it('makes the rows of one screen, and a few more as its end comes near', async () => {
    render(Notebook)
    expect(rows()).toBe(8)
    comesNear()
    await tick()
    expect(rows()).toBe(12)
  })

  it('does not draw a day again in which nothing changed', () => {
    const before = byDay(YEARS.slice(0, 8))
    expect(byDay(YEARS.slice(0, 8), before)[0]).toBe(before[0])
    expect(byDay(YEARS.slice(0, 9), before)[0]).not.toBe(before[0])
  })

  it('is folded for the search while nobody waits, before a letter is typed', async () => {
    render(Notebook)
    expect(folding.index.byId.size).toBe(0)
    await whileIdle()
    expect(folding.index.byId.size).toBe(YEARS.length)
  })

  it('answers a search with the rows of one screen, and each new word from the beginning', async () => {
    render(Search)
    const field = screen.getByRole('searchbox')
    await fireEvent.input(field, { target: { value: 'packing' } })
    expect(screen.getByText('300 found')).toBeTruthy()
    expect(rows()).toBe(8)
    comesNear()
    await tick()
    expect(rows()).toBe(12)
    await fireEvent.input(field, { target: { value: 'step' } })
    expect(rows()).toBe(8)
  })

  it('forgets what it folded when somebody else is at the device', async () => {
    render(Notebook)
    await whileIdle()
    stage.show(picture('a0000000-0000-7000-8000-000000000002'))
    expect(folding.index.byId.size).toBe(0)
  })

  it('makes two hundred while nobody waits, and no more until somebody scrolls', async () => {
    render(Notebook)
    await whileIdle()
    expect(rows()).toBe(200)
  })

  it('draws what it has made before it asks whether the idle moment is long enough for more', async () => {
    const drawn: number[] = []
    vi.stubGlobal('requestIdleCallback', (work: (left: { timeRemaining: () => number }) => void) =>
      idle.push(() => work({ timeRemaining: () => (drawn.push(rows()), rows() < 20 ? 50 : 0) })),
    )
    render(Notebook)
    await whileIdle()
    expect(drawn.filter((many) => many > 8 && many <= 20)).toEqual(expect.arrayContaining([12, 16, 20]))
  })
})

describe('what can wait', () => {
  it('is done a step in each idle moment, and no more once it is stopped', () => {
    const done: number[] = []
    function* steps(): Generator<void> {
      for (const step of [1, 2, 3]) yield void done.push(step)
    }
    const stop = idly(steps())
    expect(done).toEqual([])
    idle.shift()?.()
    expect(done).toEqual([1])
    stop()
    idle.shift()?.()
    expect(done).toEqual([1])
  })
})

describe('numbers', () => {
  it('are not got ready for a screen that says none: that costs a slow phone a fifth of a second', async () => {
    const made = vi.spyOn(Intl, 'NumberFormat')
    await speak('de')
    say('signin.title')
    expect(made).not.toHaveBeenCalled()
    made.mockRestore()
    expect(counted(1200)).toBe('1.200')
  })
})
