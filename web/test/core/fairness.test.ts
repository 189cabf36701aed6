/** How places went round: what is withheld stays withheld, in the bars and in the table. */
import { describe, expect, it } from 'vitest'
import { csvOf, groupOf, longest, type Counts } from '../../src/areas/governing/fairness'
import { everyWord, speak } from '../../src/words/words'

const counts = (group: string, ...[applied, proposed, chosen, hosted]: (number | null)[]): Counts => ({
  group,
  applied: applied ?? null,
  proposed: proposed ?? null,
  chosen: chosen ?? null,
  hosted: hosted ?? null,
})

describe('a bar', () => {
  it('has a length even where nothing is told', () => {
    expect(longest([])).toBe(1)
    expect(longest([counts('YES'), counts('NO', 0, 0, 0, 0)])).toBe(1)
  })

  it('is as long as the most who applied, whatever became of them', () => {
    expect(longest([counts('YES', 7, 9), counts('NO'), counts('UNKNOWN', 12, 5)])).toBe(12)
  })
})

describe('a group', () => {
  it('of a country has the name of the country, any other its own word, in every language', async () => {
    for (const [language, norway, small] of [
      ['en', 'Norway', 'Fewer than 10 people'],
      ['ar', 'النرويج', 'أقل من 10 أشخاص'],
    ] as const) {
      await speak(language)
      await everyWord()
      expect([groupOf('COUNTRY', 'NO'), groupOf('SIZE', 'SMALL')]).toEqual([norway, small])
    }
    await speak('en')
    expect(groupOf('NEVER_SHADOWED', 'NO')).toBe('No')
  })
})

describe('the table', () => {
  it('has an empty cell for what is withheld, and a nought for nobody', () => {
    const table = csvOf({
      year: 2026,
      everybody: counts('ALL', 23, 12, 9, 0),
      kinds: [
        { kind: 'COUNTRY', groups: [counts('NO', 14, 8, null, null), counts('DE', null, null, null, null)] },
        { kind: 'SIZE', groups: [counts('SMALL', 9, 4, null, null)] },
      ],
    })
    expect(table.split('\r\n')).toEqual([
      'year,kind,group,applied,proposed,chosen,hosted',
      '2026,,ALL,23,12,9,0',
      '2026,COUNTRY,NO,14,8,,',
      '2026,COUNTRY,DE,,,,',
      '2026,SIZE,SMALL,9,4,,',
      '',
    ])
  })
})
