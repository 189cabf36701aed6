import { expect, test } from 'vitest'
import { isLong, unbroken } from '../../src/core/titles'

test('a number stays with its unit', () => {
  expect(unbroken('The ring is 41 mm wide')).toBe('The ring is 41\u00A0mm wide')
  expect(unbroken('18 °C and 50 %, 50 lux')).toBe('18\u00A0°C and 50\u00A0%, 50\u00A0lux')
  expect(unbroken('Gallery 4 may close')).toBe('Gallery 4 may close')
  expect(unbroken('In 1932 mm was rare: 12 men')).toContain('12 men')
})

test('a long title is set smaller', () => {
  expect(isLong('a'.repeat(90))).toBe(false)
  expect(isLong('a'.repeat(91))).toBe(true)
})
