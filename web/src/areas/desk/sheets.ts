/** The desk's lists as sheets, by ids that stay. */
import { sheetOf, type Column } from '../../core/sheet'
import type { Action, Case, Staff, Stay } from '../../graph/desk'
import { saveFile } from '../../ui/saving'

const ACTIONS: readonly Column<Action>[] = [
  ['needs', (one) => one.needs],
  ['about_id', (one) => one.about],
  ['urgency', (one) => one.urgency],
  ['since', (one) => one.since],
  ['until', (one) => one.until],
  ['person_id', (one) => one.personId],
  ['person_name', (one) => one.person],
  ['what', (one) => one.what],
  ['whose_turn', (one) => one.whose],
  ['count', (one) => one.count],
  ['programme_id', (one) => one.programme],
  ['museum_ids', (one) => one.museums.join('; ')],
]

const CASES: readonly Column<Case>[] = [
  ['id', (one) => one.id],
  ['stage', (one) => one.stage],
  ['since', (one) => one.since],
  ['person_id', (one) => one.personId],
  ['person_name', (one) => one.person],
  ['title', (one) => one.title],
  ['programme_id', (one) => one.programme],
  ['museum_ids', (one) => one.museums.join('; ')],
]

const STAYS: readonly Column<Stay>[] = [
  ['museum_id', (one) => one.museum],
  ['sure', (one) => one.sure],
  ['since', (one) => one.since],
  ['until', (one) => one.until],
  ['person_id', (one) => one.personId],
  ['person_name', (one) => one.person],
  ['programme_id', (one) => one.programme],
]

const PEOPLE: readonly Column<Staff>[] = [
  ['person_id', (one) => one.id],
  ['person_name', (one) => one.name],
  ['roles', (one) => one.posts.map((post) => `${post.role} ${post.museum}`).join('; ')],
  ['waiting', (one) => one.waiting],
  ['oldest', (one) => one.oldest],
]

function save<Row>(name: string, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  saveFile(new Blob([sheetOf(columns, rows)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`)
}

export const saveActions = (rows: readonly Action[]): void => save('needs-action', ACTIONS, rows)
export const saveCases = (rows: readonly Case[]): void => save('on-their-way', CASES, rows)
export const saveStays = (rows: readonly Stay[]): void => save('who-is-where', STAYS, rows)
export const savePeople = (rows: readonly Staff[]): void => save('people', PEOPLE, rows)
