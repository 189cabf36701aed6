/** Weeks by their Mondays, what a run came to, and sheets whose columns keep their names. */
import { describe, expect, it } from 'vitest'
import { addressOf, among, gapOf, moved } from '../../src/areas/matching/run'
import { runSheet } from '../../src/areas/matching/run-sheet'
import { sheet } from '../../src/areas/matching/sheet'
import { weeksBetween } from '../../src/areas/matching/weeks'
import { mondayOf } from '../../src/core/days'
import type { Application } from '../../src/graph/matching'
import type { Outcome } from '../../src/graph/runs'

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

const PEOPLE = new Map([
  ['a', { name: 'Zoë Álvarez', home: 'Lagoon House', homeId: 'lagoon', situations: [], considered: true }],
  ['b', { name: 'Jonas', home: 'Speicherhof', homeId: 'speicher', situations: [], considered: true }],
])
const HOSTS = new Map([['o', { name: 'Ingrid', museum: 'Strandhall', museumId: 'strand' }]])
const NAMED = { applicants: PEOPLE, hosts: HOSTS }
const STAY = { applicationId: 'a', offerId: 'o', start: '2027-01-25' }
const NEXT = { ...STAY, applicationId: 'b' }
const PROPOSAL = {
  ...{ stay: STAY, participation: 100, fit: 30, priority: 20, number: 1, weeksPossible: 2 },
  ...{ skills: ['Paper'], interests: [], languages: ['en'], weeks: ['2027-01-25', '2027-02-01'] },
  runnerUp: { stay: NEXT, behind: 20, fit: 30, priority: 0 },
}
const OUTCOME = {
  ...{ points: 150, atMost: 150, solver: 'ortools 9', pointsWithoutPriority: 130 },
  proposals: [PROPOSAL],
  leftOver: [{ applicationId: 'b', number: 0, change: null }],
  withoutPriority: [NEXT],
  ...{ onlyWith: ['a'], onlyWithout: ['b'] },
} as unknown as Outcome

describe('a run', () => {
  it('is searched without accents, by the names of both museums', () => {
    const found = (words: string, museum = '') => among(NAMED, { words, museum }, 'a', ['o'])
    expect(found('zoe ALVAREZ')).toBe(true)
    expect(found('strandhall zoe')).toBe(true)
    expect(found('jonas')).toBe(false)
    expect(found('', 'strand')).toBe(true)
    expect(found('', 'speicher')).toBe(false)
  })

  it('keeps what is looked for in its address', () => {
    expect(addressOf('c', null, { words: '', museum: '' })).toBe('/calls/c/matching')
    expect(addressOf('c', 'r', { words: 'ö x', museum: 'm' })).toBe(
      '/calls/c/matching?run=r&words=%C3%B6+x&museum=m',
    )
  })

  it('says whose place depends on the priority, and no one else', () => {
    expect(moved(OUTCOME).map(({ applicationId }) => applicationId)).toEqual(['a', 'b'])
    expect(moved({ ...OUTCOME, withoutPriority: [STAY] })).toEqual([])
  })

  it('tells by how much another choice could be better, and nothing where nobody goes', () => {
    expect(gapOf({ points: 100, atMost: 102 })).toBeCloseTo(0.02)
    expect(gapOf({ points: 0, atMost: 0 })).toBe(0)
  })

  it('is a sheet of everybody by ids, left over or not', () => {
    const [head, one, other, end] = runSheet(OUTCOME, NAMED).split('\r\n')
    expect(head).toMatch(/^application_id,person_name,home_id,home_name,offer_id,/)
    expect(one).toContain(
      'a,Zoë Álvarez,lagoon,Lagoon House,o,Ingrid,strand,Strandhall,2027-01-25; 2027-02-01',
    )
    expect(other).toMatch(/^b,Jonas,speicher,Speicherhof,,.*,o$/)
    expect(end).toBe('')
  })
})
