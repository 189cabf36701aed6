/** How places went round, as words, as lengths of bars and as a table to take along. */
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

const QUOTED = /[",\r\n]/
const cell = (text: string): string => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** As RFC 4180 has it; what is withheld is an empty cell. */
export function csvOf({ year, everybody, kinds }: Distribution): string {
  const line = (kind: string, one: Counts): string =>
    [String(year), kind, one.group, ...STEPS.map((step) => String(one[step] ?? ''))].map(cell).join(',')
  const lines = kinds.flatMap(({ kind, groups }) => groups.map((one) => line(kind, one)))
  return [['year', 'kind', 'group', ...STEPS].join(','), line('', everybody), ...lines, ''].join('\r\n')
}
