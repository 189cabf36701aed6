/** Weeks by their Mondays, and a sheet whose columns keep their names. */
import { describe, expect, it } from 'vitest'
import { sheet } from '../../src/areas/matching/sheet'
import { mondayOf, weeksBetween } from '../../src/areas/matching/weeks'
import type { Application } from '../../src/graph/matching'

const ONE = {
  id: 'Application:0199-1',
  call: { id: 'Call:0199-2', title: 'One week' },
  person: { id: 'Person:0199-3', name: '=cmd, "Amara"' },
  home: { id: 'Museum:0199-4', name: 'Lagoon House' },
  state: 'SUBMITTED',
  skills: ['Paper', 'Boats'],
  interests: [],
  languages: ['en'],
  weeks: ['2027-02-08'],
  parts: 1,
  remoteDays: 0,
  daysPledged: null,
  backfill: null,
  submittedAt: '2026-11-20T08:00:00+00:00',
} as unknown as Application

describe('weeks', () => {
  it('begin on a Monday, across a year and a clock that changes', () => {
    expect(mondayOf('2027-01-03')).toBe('2026-12-28')
    expect(mondayOf('2027-03-29')).toBe('2027-03-29')
    expect(weeksBetween('2027-03-24', '2027-04-05')).toEqual(['2027-03-22', '2027-03-29', '2027-04-05'])
  })

  it('are never more than can be shown', () => {
    expect(weeksBetween('2027-01-01', '2037-01-01')).toHaveLength(60)
  })
})

describe('a sheet of applications', () => {
  it('names its columns the same in every language, and gives nobody a formula', () => {
    const [head, row, end] = sheet([ONE]).split('\r\n')
    expect(head).toMatch(/^application_id,call_id,person_id,person_name,home_id,/)
    expect(row).toContain(`0199-3,"'=cmd, ""Amara""",0199-4`)
    expect(row).toContain('Paper; Boats')
    expect(end).toBe('')
  })
})
