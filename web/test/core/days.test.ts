/** Days are counted by their dates alone: no zone, no change of the clocks and no leap year makes one more or less. */
import { expect, it } from 'vitest'
import { daysBetween, daysFrom, mondayOf } from '../../src/core/days'

it('goes over the change of the clocks and over leap days', () => {
  expect(daysFrom('2026-03-28', 2)).toBe('2026-03-30')
  expect(daysFrom('2026-10-26', -2)).toBe('2026-10-24')
  expect(daysFrom('2028-02-28', 1)).toBe('2028-02-29')
  expect(daysBetween('2027-12-31', '2029-01-01')).toBe(367)
})

it('knows the Monday of every day of a week', () => {
  const week = Array.from({ length: 7 }, (_, number) => daysFrom('2026-11-23', number))
  expect(week.map(mondayOf)).toEqual(week.map(() => '2026-11-23'))
  expect(mondayOf('2026-11-22')).toBe('2026-11-16')
})
