/** Applications as a sheet. */
import { bare } from '../../core/ids'
import { sheetOf, type Column } from '../../core/sheet'
import type { Line } from '../../graph/matching'

const COLUMNS: readonly Column<Line>[] = [
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

export const sheet = (applications: readonly Line[]): string => sheetOf(COLUMNS, applications)
