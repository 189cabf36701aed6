/** A run as a sheet: everybody who stood in it, by ids that stay. */
import { sheetOf, type Column } from '../../core/sheet'
import type { Applicant, Change, Host, LeftOver, Outcome, Proposal } from '../../graph/runs'
import type { Named } from './run'

interface Line {
  id: string
  who: Applicant | undefined
  where: Host | undefined
  one: Proposal | undefined
  left: LeftOver | undefined
  change: Change | null | undefined
  without: string | undefined
}

const COLUMNS: readonly Column<Line>[] = [
  ['application_id', ({ id }) => id],
  ['person_name', ({ who }) => who?.name ?? null],
  ['home_id', ({ who }) => who?.homeId ?? null],
  ['home_name', ({ who }) => who?.home ?? null],
  ['offer_id', ({ one }) => one?.stay.offerId ?? null],
  ['mentor_name', ({ where }) => where?.name ?? null],
  ['host_id', ({ where }) => where?.museumId ?? null],
  ['host_name', ({ where }) => where?.museum ?? null],
  ['weeks', ({ one }) => one?.weeks.join('; ') ?? null],
  ['points_participation', ({ one }) => one?.participation ?? null],
  ['points_fit', ({ one }) => one?.fit ?? null],
  ['points_priority', ({ one }) => one?.priority ?? null],
  ['lot_number', ({ one, left }) => one?.number ?? left?.number ?? null],
  ['next_application_id', ({ one }) => one?.runnerUp?.stay.applicationId ?? null],
  ['next_points_behind', ({ one }) => one?.runnerUp?.behind ?? null],
  ['change', ({ change }) => change?.kind ?? null],
  ['change_amount', ({ change }) => change?.amount ?? null],
  ['change_values', ({ change }) => change?.values.join('; ') ?? null],
  ['change_offer_id', ({ change }) => change?.stay.offerId ?? null],
  ['without_priority_offer_id', ({ without }) => without ?? null],
]

export function runSheet(outcome: Outcome, named: Named): string {
  const without = new Map(outcome.withoutPriority.map((stay) => [stay.applicationId, stay.offerId]))
  const line = (id: string, one?: Proposal, left?: LeftOver): Line => ({
    id,
    who: named.applicants.get(id),
    where: one === undefined ? undefined : named.hosts.get(one.stay.offerId),
    one,
    left,
    change: left?.change,
    without: without.get(id),
  })
  return sheetOf(COLUMNS, [
    ...outcome.proposals.map((one) => line(one.stay.applicationId, one)),
    ...outcome.leftOver.map((left) => line(left.applicationId, undefined, left)),
  ])
}
