/** The host's rules for photos before the shutter: held to the same cases as the museum's own. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ahead, forbids } from '../../src/core/ahead'
import { verdict } from '../../src/core/photo-rules'
import type { Observation, PhotoRule, Placement } from '../../src/core/types'

interface Case {
  says: string
  frame: Partial<{ placement: string; at: string; objectNumber: string; zone: string; people: boolean }>
  block: number[]
  hostOnly: number[]
  warn: number[]
}

const written = JSON.parse(
  readFileSync(new URL('../../../tests/exchange/floor/photo-rules.json', import.meta.url), 'utf8'),
) as { rules: Partial<PhotoRule>[]; cases: Case[] }

const MUSEUM = 'host'
const rules = written.rules.map((said) => ({
  ...{ museumId: MUSEUM, sentence: 'A rule.', placements: [], validFrom: '2026-10-01T00:00:00Z', rev: 1 },
  ...said,
})) as PhotoRule[]
const usual = { placement: '00000000-0000-7000-8000-0000000000bb', at: '2026-10-08T09:30:00Z', people: false }
const numbers = (some: readonly PhotoRule[]): number[] => some.map(({ id }) => Number(id.at(-1)))

test.each(written.cases)('$says', ({ frame, block, hostOnly, warn }) => {
  const found = verdict(rules, MUSEUM, { ...usual, ...frame })
  expect([numbers(found.block), numbers(found.hostOnly), numbers(found.warn)]).toEqual([
    block,
    hostOnly,
    warn,
  ])
})

test('the rules of another museum are not ours', () => {
  expect(verdict(rules, 'another', { ...usual, objectNumber: 'LN 1' }).block).toEqual([])
})

const placement = { id: usual.placement, hostId: MUSEUM } as Placement
const noted = (severity: string, objectNumber: string): Observation =>
  ({
    ...{ id: severity, placementId: placement.id, objectNumber },
    handling: { id: severity, severity, rev: 1 },
  }) as Observation

test('a grave note of this very object is read before the camera opens, a lesser one is only shown', () => {
  const picture = {
    placements: [placement],
    photoRules: rules,
    observations: [noted('LOW', 'SH 5'), noted('CRITICAL', 'sh5'), noted('HIGH', 'SH 55')],
  }
  const found = ahead(picture, { placement, at: usual.at, objectNumber: 'SH 5' })
  expect(found.notes.map(({ handling }) => handling.severity)).toEqual(['CRITICAL', 'LOW'])
  expect(found.grave).toEqual(['CRITICAL 1'])
  expect(found.people.map(({ id }) => id.at(-1))).toEqual(['3'])
})

test('a photo that is taken already is forbidden once it is known who is in it', () => {
  const of = { placement, at: usual.at, zone: 'Workshop' }
  expect(forbids(rules, of, [{ consent: 'NONE_VISIBLE' }])).toBeUndefined()
  expect(forbids(rules, of, [{ consent: 'NONE_VISIBLE' }, { consent: 'OBTAINED' }])?.id.at(-1)).toBe('6')
})
