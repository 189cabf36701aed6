/** How places went round, as words, as lengths of bars and as a table to take along. */
import { sheetOf, type Column } from '../../core/sheet'
import type { Distribution } from '../../graph/governing'
import { say, type Word } from '../../words/words'
import { country } from '../../words/naming'

export type Counts = Distribution['everybody']
export const STEPS = ['applied', 'proposed', 'chosen', 'hosted'] as const

/** The name of a group, as its kind has it. */
export function groupOf(kind: string, group: string): string {
  return kind === 'COUNTRY' ? country(group) : say(`fairness.${group}` as Word)
}

/** The largest number that is told in a kind: the length of the longest bar. */
export function longest(groups: readonly Counts[]): number {
  return Math.max(1, ...groups.map(({ applied }) => applied ?? 0))
}

const COLUMNS: readonly Column<Counts & { year: number; kind: string }>[] = [
  ['year', ({ year }) => year],
  ['kind', ({ kind }) => kind],
  ['group', ({ group }) => group],
  ...STEPS.map((step): Column<Counts> => [step, (one) => one[step]]),
]

/** Everybody first, then each group of each kind; what is withheld is an empty cell. */
export function csvOf({ year, everybody, kinds }: Distribution): string {
  const groups = kinds.flatMap(({ kind, groups }) => groups.map((one) => ({ ...one, year, kind })))
  return sheetOf(COLUMNS, [{ ...everybody, year, kind: '' }, ...groups])
}
