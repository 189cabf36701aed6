/** Regions of a photo: whatever a hand or a key does, they lie within it, and mean the same at every size. */
import { describe, expect, test } from 'vitest'
import { at, drawn, isBox, moved, resized, STEP, WHOLE } from '../../src/core/regions'

const shown = { left: 20, top: 100, width: 350, height: 262.5 }

describe('a region', () => {
  test('is where the finger was, however large the picture is shown', () => {
    const here = at(20 + 350 / 4, 100 + 262.5 / 2, shown)
    const larger = { left: -40, top: 10, width: 1400, height: 1050 }
    expect(here).toEqual({ x: WHOLE / 4, y: WHOLE / 2 })
    expect(at(-40 + 350, 10 + 525, larger)).toEqual(here)
  })

  test('never lies beside the photo, wherever the finger goes', () => {
    expect(at(-500, 9000, shown)).toEqual({ x: 0, y: WHOLE })
    expect(moved({ x: 10, y: 10, width: 5 * STEP, height: STEP }, -STEP, WHOLE)).toEqual({
      ...{ x: 0, y: WHOLE - STEP, width: 5 * STEP, height: STEP },
    })
  })

  test('is a point where the finger hardly moved, and a box whichever way it was drawn', () => {
    expect(isBox(drawn({ x: 500, y: 500 }, { x: 900, y: 700 }))).toBe(false)
    const box = { x: 10_000, y: 20_000, width: 30_000, height: 10_000 }
    expect(drawn({ x: 40_000, y: 30_000 }, { x: 10_000, y: 20_000 })).toEqual(box)
    expect(drawn({ x: 10_000, y: 30_000 }, { x: 40_000, y: 20_000 })).toEqual(box)
  })

  test('becomes a box around itself, and keeps its words', () => {
    const mark = { id: 'm', words: 'The join', x: WHOLE, y: 0 }
    const grown = resized(mark, 0, STEP)
    expect(grown).toMatchObject({ id: 'm', words: 'The join', x: WHOLE - 6 * STEP, y: 0, width: 6 * STEP })
    expect(resized(mark, -STEP, 0)).toBe(mark)
    expect(resized(grown, 10 * STEP, -50 * STEP)).toMatchObject({ width: 6 * STEP, height: STEP })
  })
})
