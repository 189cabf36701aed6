/** Days and times in the zone where something happened. */
import { beforeEach, expect, it } from 'vitest'
import { dateOf, time } from '../../src/words/moments'
import { speak } from '../../src/words/words'

const AT = '2026-10-08T23:31:00.000000+00:00'

beforeEach(() => speak('en'))

it('a day is that of the zone in which it happened', () => {
  expect(dateOf(AT, 'Europe/Berlin')).toBe('2026-10-09')
  expect(dateOf(AT, 'America/Lima')).toBe('2026-10-08')
})

it('a zone this browser has never heard of is no reason to show nothing', () => {
  expect(dateOf(AT, 'Mars/Phobos')).toBe(dateOf(AT))
  expect(time(AT, 'Mars/Phobos')).toBe(time(AT))
})
