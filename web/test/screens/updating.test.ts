// @vitest-environment happy-dom
/** Taking a new version while somebody writes. */
import { afterEach, expect, it, vi } from 'vitest'
import { halfWritten } from '../../src/shell/halfwritten'
import { useNewVersion } from '../../src/shell/updating'

afterEach(() => vi.unstubAllGlobals())

/** A form in which somebody goes on writing while the first words are being saved. */
function writing(disk: (time: number) => Promise<void>): () => number {
  let times = 0
  const form = halfWritten(() => {
    times += 1
    if (times === 1) queueMicrotask(() => form.touch())
    return disk(times)
  })
  form.touch()
  return () => times
}

it('saves what was written meanwhile, and only then reloads', async () => {
  const reload = vi.fn()
  vi.stubGlobal('location', { reload })
  const times = writing(() => Promise.resolve())
  expect(await useNewVersion()).toBe(true)
  expect([times(), reload.mock.calls.length]).toEqual([2, 1])
})

it('stays when the disk refuses what was written meanwhile', async () => {
  const reload = vi.fn()
  vi.stubGlobal('location', { reload })
  const full = new DOMException('', 'QuotaExceededError')
  writing((time) => (time === 1 ? Promise.resolve() : Promise.reject(full)))
  expect(await useNewVersion()).toBe(false)
  expect(reload).not.toHaveBeenCalled()
})
