/** From what the graph answers to flat rows: a row, the rows below it, and rows that only came along. */
import { bare } from '../core/ids'
import type { Agreement, Barrier, Evidence, FollowUp, Landing } from '../core/types'
import { row, type Change, type Fields, type Page, type Row, type RowType } from '../core/rows'
import type { Answer } from './asking'

type ChangePage = Answer<'Changes'>['changes']
type GraphChange = ChangePage['changes'][number]
type GraphRow = Extract<GraphChange, { __typename: 'Upsert' }>['row']
type Of<T extends RowType> = Extract<GraphRow, { __typename: T }>

/** Fields as the graph gives them: what may be missing here may be null there. */
type Given<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | null : T[K] }

/** Drops empty fields, so that a missing value is missing and not null. */
function filled<T extends object>(fields: Given<Required<T>> | Given<T>): T {
  const given = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(given) as T
}

const refer = (to: { id: string } | null | undefined): string | null => (to ? bare(to.id) : null)

/** Photo, tag, comment and decision may come with their observation or by themselves. */
type Nested<T extends RowType> = Omit<Of<T>, '__typename'>

const tag = ({ id, word, observation }: Nested<'Tag'>): Fields['Tag'] => ({
  id: bare(id),
  word,
  observationId: bare(observation.id),
})

const photo = ({
  id,
  observation,
  bytes,
  arrivedAt,
  receipt,
  rule,
  ...rest
}: Nested<'Photo'>): Fields['Photo'] => {
  const { position, sha256, size, mime, width, height, alt, decorative, consent, rev } = rest
  const { hostOnly, expiresAt, expiredAt } = rest
  return filled<Fields['Photo']>({
    ...{ id: bare(id), observationId: bare(observation.id), state: bytes, receivedAt: arrivedAt, receipt },
    ...{ position, sha256, size, mime, width, height, alt, decorative, consent, rev },
    ...{ hostOnly: hostOnly || null, ruleId: refer(rule), expiresAt, expiredAt },
  })
}

const recording = ({
  id,
  observation,
  heard,
  arrivedAt,
  ...rest
}: Nested<'Recording'>): Fields['Recording'] => {
  const { position, sha256, size, mime, durationMs, words, receipt, rev } = rest
  return filled<Fields['Recording']>({
    ...{ id: bare(id), observationId: bare(observation.id), state: heard, receivedAt: arrivedAt, receipt },
    ...{ position, sha256, size, mime, durationMs, words, rev },
  })
}

const mark = ({ id, observation, photo, author, ...rest }: Nested<'Mark'>): Fields['Mark'] => {
  const { number, pointing, x, y, across, down, says, capturedAt } = rest
  return filled<Fields['Mark']>({
    ...{ id: bare(id), observationId: bare(observation.id), photoId: bare(photo.id) },
    ...{ authorId: bare(author.id), number, kind: pointing, x, y, width: across, height: down },
    ...{ words: says, capturedAt },
  })
}

const handling = ({ id, observation, handedOverBy, ...rest }: Nested<'Handling'>): Fields['Handling'] => {
  const { severity, vulnerable, condition, care, avoid, needs, reviewOn, handedOverAt, reference, rev } = rest
  return filled<Fields['Handling']>({
    ...{ id: bare(id), observationId: bare(observation.id), handedOverById: refer(handedOverBy) },
    ...{ severity, vulnerable, condition, care, avoid, needs, reviewOn, handedOverAt, reference, rev },
  })
}

const notice = ({
  id,
  observation,
  onPhoto,
  placedBy,
  noted,
  ...rest
}: Nested<'Notice'>): Fields['Notice'] => {
  const { label, community, words, language, project, placedAt, rev } = rest
  return filled<Fields['Notice']>({
    ...{
      id: bare(id),
      observationId: bare(observation.id),
      photoId: refer(onPhoto),
      byId: bare(placedBy.id),
    },
    ...{ kind: noted, label, community, words, language, project, placedAt, rev },
  })
}

const photoRule = ({ id, museum: of, guards, areas, ...rest }: Nested<'PhotoRule'>): Fields['PhotoRule'] => {
  const { effect, sentence, objects, placements, expiresDays, validFrom, validUntil, rev } = rest
  return filled<Fields['PhotoRule']>({
    ...{ id: bare(id), museumId: bare(of.id), kind: guards, effect, sentence },
    ...{ objects: [...objects], zones: [...areas], placements: [...placements] },
    ...{ expiresDays, validFrom, validUntil, rev },
  })
}

const comment = ({ id, observation, author, mark: about, ...rest }: Nested<'Comment'>): Fields['Comment'] => {
  const { body, writtenAt, receivedAt, rev } = rest
  return filled<Fields['Comment']>({
    ...{ id: bare(id), observationId: bare(observation.id), authorId: bare(author.id) },
    ...{ markId: about && bare(about.id) },
    ...{ body, writtenAt, receivedAt, rev },
  })
}

const decision = ({
  id,
  observation,
  by,
  verdict,
  reason,
  decidedAt,
}: Nested<'Decision'>): Fields['Decision'] =>
  filled<Fields['Decision']>({
    ...{ id: bare(id), observationId: bare(observation.id), byId: bare(by.id) },
    ...{ verdict, reason, decidedAt },
  })

const amendment = ({ id, observation, author, ...rest }: Nested<'Amendment'>): Fields['Amendment'] => {
  const { kind, note, zone, objectNumber, procedure, because, became, answer, proposedAt, rev } = rest
  return filled<Fields['Amendment']>({
    ...{ id: bare(id), observationId: bare(observation.id), authorId: bare(author.id) },
    ...{ kind, note, zone, objectNumber, procedure, reason: because, state: became, answer, proposedAt, rev },
  })
}

const endorsement = (from: Nested<'Endorsement'>): Fields['Endorsement'] =>
  filled<Fields['Endorsement']>({
    ...{ id: bare(from.id), observationId: bare(from.observation.id), byId: bare(from.by.id) },
    ...{ objectiveId: bare(from.shows.id), level: from.level, sentence: from.adds },
    ...{ givenAt: from.givenAt, rev: from.rev },
  })

const debrief = ({ id, author, drawnFrom, ...rest }: Nested<'Debrief'>): Fields['Debrief'] => {
  const { happened, soWhat, changes, stays, audience, writtenAt, rev } = rest
  return {
    ...{ id: bare(id), authorId: bare(author.id), drawnFrom: [...drawnFrom] },
    ...{ happened, soWhat, changes, stays, audience, writtenAt, rev },
  }
}

const museum = ({ id, network, zones, ...rest }: Nested<'Museum'>): Fields['Museum'] => {
  const { name, town, country, isil, ror, wikidata, timeZone } = rest
  return filled<Fields['Museum']>({
    ...{ id: bare(id), name, town, country, isil, ror, wikidata, timeZone },
    ...{ zones: [...zones], networkId: refer(network) },
  })
}

const membership = (from: Nested<'Membership'>): Fields['Membership'] =>
  filled<Fields['Membership']>({
    ...{ id: bare(from.id), personId: bare(from.person.id), museumId: bare(from.museum.id) },
    ...{ role: from.role, since: from.since, until: from.until },
  })

const objective = ({ id, serves, position, sentence }: Nested<'Objective'>): Fields['Objective'] => ({
  ...{ id: bare(id), programmeId: bare(serves.id), position, sentence },
})

const programme = ({ id, name, network, opensOn, closesOn }: Nested<'Programme'>): Fields['Programme'] =>
  filled<Fields['Programme']>({
    ...{ id: bare(id), name, networkId: refer(network), startsOn: opensOn, endsOn: closesOn },
  })

const planItem = ({ id, day, ...rest }: Nested<'PlanItem'>): Fields['PlanItem'] => {
  const { startsAt, endsAt, title, zone, objectNumber } = rest
  return filled<Fields['PlanItem']>({
    ...{ id: bare(id), dayId: bare(day.id), startsAt, endsAt, title, zone, objectNumber },
  })
}

const prompt = ({ id, day, objective: of, position, question }: Nested<'Prompt'>): Fields['Prompt'] =>
  filled<Fields['Prompt']>({
    ...{ id: bare(id), dayId: bare(day.id), objectiveId: refer(of), position, question },
  })

const day = ({ id, placement, onDate, purpose, place }: Nested<'ShadowingDay'>): Fields['ShadowingDay'] =>
  filled<Fields['ShadowingDay']>({ id: bare(id), placementId: bare(placement.id), onDate, purpose, place })

const placement = (from: Nested<'Placement'>): Fields['Placement'] => {
  const { title, stage, startsOn, endsOn, defaultAudience, rev } = from
  return filled<Fields['Placement']>({
    ...{ id: bare(from.id), title, state: stage, startsOn, endsOn, defaultAudience, rev },
    ...{ participantId: bare(from.participant.id), mentorId: bare(from.mentor.id) },
    homeManagerId: refer(from.homeManager),
    ...{ homeId: bare(from.home.id), hostId: bare(from.host.id), programmeId: refer(from.programme) },
  })
}

const observation = (from: Nested<'Observation'>): Fields['Observation'] => {
  const { kind, note, zone, objectNumber, procedure, audience, restricted, review } = from
  const { capturedAt, capturedZone, receivedAt, changedAt, rev } = from
  return filled<Fields['Observation']>({
    ...{ id: bare(from.id), placementId: bare(from.placement.id), authorId: bare(from.author.id) },
    ...{ dayId: refer(from.onDay), promptId: refer(from.prompt) },
    ...{ kind, note, zone, objectNumber, procedure, audience, restricted, state: review },
    ...{ capturedAt, capturedZone, receivedAt, changedAt, rev },
  })
}

/** What became of a commitment; what is empty is missing. */
function landing(from: Nested<'Commitment'>): Landing {
  const some = <T>(list: T[]): T[] | null => (list.length === 0 ? null : list)
  return filled<Landing>({
    agreements: some(
      from.agreements.map(({ id, answer, asked, askedAt, answeredAt }) =>
        filled<Agreement>({ id: bare(id), answer, reason: asked, askedAt, answeredAt }),
      ),
    ),
    evidence: some(
      from.evidence.map(({ id, shows, words, at, url, photo: of, addedAt }) =>
        filled<Evidence>({
          ...{ id: bare(id), kind: shows, words, place: at, url, photoId: refer(of), addedAt },
        }),
      ),
    ),
    barriers: some(from.barriers.map(({ id, ...one }) => filled<Barrier>({ id: bare(id), ...one }))),
    followUps: some(from.followUps.map(({ id, ...one }) => filled<FollowUp>({ id: bare(id), ...one }))),
  })
}

const commitment = (from: Nested<'Commitment'>): Fields['Commitment'] => {
  const { sentence, dueOn, progress, audience, capturedAt, receivedAt, changedAt, rev } = from
  return filled<Fields['Commitment']>({
    ...{ id: bare(from.id), placementId: bare(from.placement.id), authorId: bare(from.author.id) },
    ...{
      observationId: refer(from.about),
      dayId: refer(from.debriefed),
      sentence,
      dueOn,
      state: progress,
      audience,
    },
    ...{ capturedAt, receivedAt, changedAt, rev },
    ...landing(from),
  })
}

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
