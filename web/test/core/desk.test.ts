/** The desk: its filters stand in the address, its stays among the weeks, its lists in sheets. */
import { describe, expect, it } from 'vitest'
import { address, filtersOf, shown } from '../../src/areas/desk/filtering'
import { barOf, lanesOf, mondays } from '../../src/areas/desk/weeks'
import { sheetOf } from '../../src/core/sheet'
import type { Desk, Stay } from '../../src/graph/desk'

const DESK = {
  today: '2026-10-08',
  programmes: [],
  museums: [],
  actions: [
    {
      needs: 'DECISION',
      person: 'Hannelore Weiß',
      personId: 'h',
      programme: 'p',
      museums: ['s'],
      what: 'One week',
    },
    { needs: 'VOTES', person: null, personId: null, programme: null, museums: [], what: 'OTHER' },
  ],
  cases: [
    {
      id: '1',
      stage: 'SUBMITTED',
      person: 'Hannelore Weiß',
      personId: 'h',
      title: 'One week',
      programme: 'p',
      museums: ['s'],
    },
    {
      id: '2',
      stage: 'SIGNED',
      person: 'Jonas Brandt',
      personId: 'j',
      title: 'Boats',
      programme: 'q',
      museums: ['r'],
    },
  ],
  stays: [],
  people: [
    { id: 'h', name: 'Hannelore Weiß', posts: [{ museum: 's', name: 'Speicherhof', role: 'MENTOR' }] },
  ],
} as unknown as Desk

const narrowed = (query: string) => shown(DESK, filtersOf(new URLSearchParams(query)))
const stay = (since: string, until: string, person: string | null = 'Amara Okafor') =>
  ({ since, until, person }) as unknown as Stay

describe('the filters of a desk', () => {
  it('stand in the address, and what is empty does not', () => {
    const filters = filtersOf(new URLSearchParams('programme=p&words=wei'))
    expect(address(filters, 'stage', 'SIGNED')).toBe('/desk?programme=p&stage=SIGNED&words=wei')
    expect(address(filters, 'programme', '')).toBe('/desk?words=wei')
    expect(address(filtersOf(new URLSearchParams()), 'person', '')).toBe('/desk')
  })

  it('leave what fits, however it is spelt, and what belongs to no programme', () => {
    expect(narrowed('words=weiss').actions.map(({ needs }) => needs)).toEqual(['DECISION'])
    expect(narrowed('programme=q').actions.map(({ needs }) => needs)).toEqual(['VOTES'])
    expect(narrowed('museum=r').actions).toEqual([])
    expect(narrowed('stage=SIGNED').cases.map(({ id }) => id)).toEqual(['2'])
    expect(narrowed('person=h').people).toHaveLength(1)
    expect(narrowed('person=j').people).toEqual([])
  })
})

describe('the weeks of a desk', () => {
  const weeks = mondays('2026-10-08')

  it('begin with this Monday', () => {
    expect([weeks[0], weeks.at(-1), weeks.length]).toEqual(['2026-10-05', '2026-12-21', 12])
    expect(mondays('2026-10-11')[0]).toBe('2026-10-05')
    expect(mondays('2026-10-12')[0]).toBe('2026-10-12')
  })

  it('hold what begins before them and ends after them', () => {
    const { area, named } = barOf(stay('2026-09-01', '2027-02-01'), weeks)
    expect([area, named]).toEqual([{ from: 1, to: 85 }, 'inside'])
  })

  it('put a name after a short stay, and before one at their end', () => {
    expect(barOf(stay('2026-10-05', '2026-10-09'), weeks)).toMatchObject({
      area: { from: 1, to: 23 },
      days: { from: 1, to: 6 },
      name: { from: 6, to: 23 },
    })
    expect(barOf(stay('2026-12-21', '2026-12-27'), weeks)).toMatchObject({
      area: { from: 61, to: 85 },
      name: { from: 1, to: 18 },
      named: 'before',
    })
    expect(barOf(stay('2026-10-12', '2026-10-18', null), weeks).area).toEqual({ from: 8, to: 15 })
  })

  it('lay nobody over somebody else', () => {
    const some = [
      stay('2026-10-05', '2026-10-09'),
      stay('2026-10-19', '2026-10-23'),
      stay('2026-11-16', '2026-11-20'),
    ]
    expect(lanesOf(some, weeks).map((row) => row.length)).toEqual([2, 1])
  })
})

describe('a sheet', () => {
  it('gives nobody a formula, and keeps lines and quotes whole', () => {
    const rows = [
      { id: '1', said: '=SUM(A1)' },
      { id: '2', said: 'two\nlines, "quoted"' },
      { id: '3', said: null },
    ]
    const text = sheetOf(
      [
        ['id', (row) => row.id],
        ['said', (row) => row.said],
      ],
      rows,
    )
    expect(text).toBe(`id,said\r\n1,'=SUM(A1)\r\n2,"two\nlines, ""quoted"""\r\n3,\r\n`)
  })
})
