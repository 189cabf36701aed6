// @vitest-environment happy-dom
/** A click on a link: which stays in the page, and which is the browser's. */
import { beforeAll, expect, it } from 'vitest'
import { follow, place } from '../../src/shell/place.svelte'

beforeAll(follow)

/** Clicks a link; whether the app took it. */
function taken(link: string): boolean {
  document.body.innerHTML = link
  const click = new MouseEvent('click', { bubbles: true, cancelable: true })
  document.querySelector('a')?.dispatchEvent(click)
  return click.defaultPrevented
}

it('a file that is saved is left to the browser, with or without a name of its own', () => {
  const before = place.path
  expect(taken('<a href="/media/photos/1/original" download>Original</a>')).toBe(false)
  expect(taken('<a href="/media/scans/1" download="agreement.pdf">Scan</a>')).toBe(false)
  expect(place.path).toBe(before)
})

it('one of our own places is opened in the page', () => {
  expect(taken('<a href="/notebook">Notebook</a>')).toBe(true)
  expect(place.path).toBe('/notebook')
})
