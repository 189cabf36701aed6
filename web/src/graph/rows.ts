/** From what the graph answers to flat rows: a row, the rows below it, and rows that only came along. */
import { bare } from '../core/ids'
import { row, type Change, type Fields, type Page, type Row } from '../core/rows'
import { commitment, debrief } from './commitment-fields'
import { handling, mark, notice, observation, photo, recording, tag } from './entry-fields'
import { filled, type ChangePage, type GraphChange, type GraphRow } from './given'
import {
  application,
  day,
  membership,
  museum,
  objective,
  photoRule,
  placement,
  planItem,
  programme,
  prompt,
} from './placement-fields'
import { amendment, comment, decision, endorsement } from './review-fields'

interface Found {
  row: Row
  children: Row[]
  lent: Row[]
  /** True when `children` are all there are: others below this row have gone. */
  whole: boolean
}

function found(type: GraphRow, scope: string): Found | undefined {
  const alone = (made: Row): Found => ({ row: made, children: [], lent: [], whole: false })
  const lentPerson = (person: { id: string; name: string; locale?: string | null }): Row =>
    row('Person', scope, filled<Fields['Person']>({ ...person, id: bare(person.id) }), true)
  switch (type.__typename) {
    case 'Network':
      return alone(row('Network', scope, { id: bare(type.id), name: type.name }))
    case 'Museum':
      return alone(row('Museum', scope, museum(type)))
    case 'Person': {
      const { id, name, locale } = type
      const made = row('Person', scope, filled<Fields['Person']>({ id: bare(id), name, locale }))
      const children = type.memberships.map((each) => row('Membership', scope, membership(each)))
      return { row: made, children, lent: [], whole: true }
    }
    case 'Membership':
      return alone(row('Membership', scope, membership(type)))
    case 'Programme': {
      const children = type.objectives.map((each) => row('Objective', scope, objective(each)))
      return { row: row('Programme', scope, programme(type)), children, lent: [], whole: true }
    }
    case 'Objective':
      return alone(row('Objective', scope, objective(type)))
    case 'Placement': {
      const its = type.programme
      const lent = [
        ...[type.participant, type.mentor, ...(type.homeManager ? [type.homeManager] : [])].map(lentPerson),
        ...[type.home, type.host].map((each) => row('Museum', scope, museum(each), true)),
        ...(its ? [row('Programme', scope, programme(its), true)] : []),
        ...(its?.objectives ?? []).map((each) => row('Objective', scope, objective(each), true)),
      ]
      return { row: row('Placement', scope, placement(type)), children: [], lent, whole: false }
    }
    case 'ShadowingDay': {
      const children = [
        ...type.plan.map((each) => row('PlanItem', scope, planItem(each))),
        ...type.prompts.map((each) => row('Prompt', scope, prompt(each))),
      ]
      return { row: row('ShadowingDay', scope, day(type)), children, lent: [], whole: true }
    }
    case 'PlanItem':
      return alone(row('PlanItem', scope, planItem(type)))
    case 'Prompt':
      return alone(row('Prompt', scope, prompt(type)))
    case 'Observation': {
      const observationId = bare(type.id)
      const children = [
        ...type.tags.map((each) => row('Tag', scope, tag(each))),
        ...type.photos.map((each) => row('Photo', scope, photo(each))),
        ...type.marks.map((each) => row('Mark', scope, mark(each))),
        ...type.recordings.map((each) => row('Recording', scope, recording(each))),
        ...type.handling.map((each) => row('Handling', scope, handling(each))),
        ...type.notices.map((each) => row('Notice', scope, notice(each))),
        ...type.comments.map((each) => row('Comment', scope, comment(each))),
        ...type.decisions.map((each) => row('Decision', scope, decision(each))),
        ...type.amendments.map((each) => row('Amendment', scope, amendment(each))),
        ...type.endorsements.map((each) => row('Endorsement', scope, endorsement(each))),
        ...type.versions.map(({ id, field, value, author, writtenAt, kept }) =>
          row('TextVersion', scope, {
            ...{ id: bare(id), observationId, field, value, authorId: bare(author.id), writtenAt, kept },
          }),
        ),
      ]
      const lent = [type.author, ...type.comments.map((each) => each.author)].map(lentPerson)
      return { row: row('Observation', scope, observation(type)), children, lent, whole: true }
    }
    case 'Tag':
      return alone(row('Tag', scope, tag(type)))
    case 'Photo':
      return alone(row('Photo', scope, photo(type)))
    case 'Mark':
      return { ...alone(row('Mark', scope, mark(type))), lent: [lentPerson(type.author)] }
    case 'Recording':
      return alone(row('Recording', scope, recording(type)))
    case 'Handling':
      return alone(row('Handling', scope, handling(type)))
    case 'Notice':
      return alone(row('Notice', scope, notice(type)))
    case 'PhotoRule':
      return alone(row('PhotoRule', scope, photoRule(type)))
    case 'Application':
      return alone(row('Application', scope, application(type)))
    case 'Comment':
      return { ...alone(row('Comment', scope, comment(type))), lent: [lentPerson(type.author)] }
    case 'Decision':
      return { ...alone(row('Decision', scope, decision(type))), lent: [lentPerson(type.by)] }
    case 'Amendment':
      return { ...alone(row('Amendment', scope, amendment(type))), lent: [lentPerson(type.author)] }
    case 'Endorsement':
      return { ...alone(row('Endorsement', scope, endorsement(type))), lent: [lentPerson(type.by)] }
    case 'Debrief':
      return { ...alone(row('Debrief', scope, debrief(type))), lent: [lentPerson(type.author)] }
    case 'Commitment':
      return { ...alone(row('Commitment', scope, commitment(type))), lent: [lentPerson(type.author)] }
    default:
      // A type younger than this app: an update will ask for it again.
      return undefined
  }
}

function change(from: GraphChange): Change[] {
  switch (from.__typename) {
    case 'Upsert': {
      const made = found(from.row, from.scope)
      return made === undefined ? [] : [{ kind: 'upsert', ...made }]
    }
    case 'Gone':
      return [{ kind: 'gone', key: from.id }]
    case 'ScopeAdded':
      return [{ kind: 'scope-added', scope: from.scope }]
    case 'ScopeRemoved':
      return [{ kind: 'scope-removed', scope: from.scope }]
    default:
      return []
  }
}

export function pageOf(page: ChangePage): Page {
  return {
    changes: page.changes.flatMap(change),
    cursor: page.cursor,
    hasMore: page.hasMore,
    reset: page.reset !== null,
    ...(page.backedUpUntil ? { backedUpUntil: page.backedUpUntil } : {}),
    ...(page.digest ? { digest: [...page.digest] } : {}),
  }
}
