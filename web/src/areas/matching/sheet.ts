/** Applications as a sheet: each column has a name that stays, whatever language somebody reads in. */
import { bare } from '../../core/ids'
import type { Application } from '../../graph/matching'

type Cell = string | number | boolean | null
/** A column's name, and what stands in it. */
export type Column<Row> = readonly [string, (one: Row) => Cell]

const COLUMNS: readonly Column<Application>[] = [
  ['application_id', (one) => bare(one.id)],
  ['call_id', (one) => bare(one.call.id)],
  ['person_id', (one) => bare(one.person.id)],
  ['person_name', (one) => one.person.name],
  ['home_id', (one) => bare(one.home.id)],
  ['home_name', (one) => one.home.name],
  ['state', (one) => one.state],
  ['skills', (one) => one.skills.join('; ')],
  ['interests', (one) => one.interests.join('; ')],
  ['languages', (one) => one.languages.join('; ')],
  ['weeks', (one) => one.weeks.join('; ')],
  ['parts', (one) => one.parts],
  ['remote_days', (one) => one.remoteDays],
  ['days_pledged', (one) => one.daysPledged],
  ['backfill', (one) => one.backfill],
  ['submitted_at', (one) => one.submittedAt],
]

/** A program that computes must not take what somebody wrote for a formula. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

function cell(value: Cell): string {
  const text = typeof value === 'string' ? harmless(value) : String(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function sheetOf<Row>(columns: readonly Column<Row>[], those: readonly Row[]): string {
  const rows = those.map((one) => columns.map(([, read]) => cell(read(one))))
  return [columns.map(([name]) => name), ...rows].map((row) => `${row.join(',')}\r\n`).join('')
}

export const sheet = (applications: readonly Application[]): string => sheetOf(COLUMNS, applications)
