/** Rows as the museum sent them, flat: one per thing, found by key, kind, scope or parent. */
import type {
  Amendment,
  Application,
  Comment,
  Commitment,
  Debrief,
  Decision,
  Endorsement,
  Handling,
  Membership,
  Mark,
  Museum,
  Network,
  Notice,
  Objective,
  Observation,
  Person,
  Photo,
  PhotoRule,
  Placement,
  PlanItem,
  Programme,
  Prompt,
  Recording,
  ShadowingDay,
  Tag,
  TextVersion,
  Uuid,
} from './types'

export interface Fields {
  Network: Network
  Museum: Museum
  Person: Omit<Person, 'memberships'>
  Membership: Membership
  Programme: Omit<Programme, 'objectives'>
  Objective: Objective
  Placement: Placement
  ShadowingDay: Omit<ShadowingDay, 'plan' | 'prompts'>
  PlanItem: PlanItem
  Prompt: Prompt
  Observation: Omit<
    Observation,
    | 'tags'
    | 'photos'
    | 'marks'
    | 'recordings'
    | 'handling'
    | 'notices'
    | 'comments'
    | 'decisions'
    | 'amendments'
    | 'endorsements'
    | 'versions'
    | 'entry'
  >
  Tag: Tag & { observationId: Uuid }
  Photo: Omit<Photo, 'local'>
  Mark: Mark
  Recording: Omit<Recording, 'local'>
  Comment: Omit<Comment, 'entry'>
  Decision: Omit<Decision, 'entry'>
  Amendment: Amendment
  Endorsement: Endorsement
  Debrief: Omit<Debrief, 'entry'>
  Commitment: Omit<Commitment, 'entry'>
  TextVersion: TextVersion
  PhotoRule: PhotoRule
  Application: Application
  Handling: Handling
  Notice: Notice
}

export type RowType = keyof Fields

interface RowOf<T extends RowType> {
  /** `Observation:0197…`, the graph's own id. */
  key: string
  type: T
  scope: Uuid
  /** The key of the row it goes away with, or ''. */
  parent: string
  /** True when it came along with another row: it gives way to the row itself. */
  lent: boolean
  fields: Fields[T]
}

export type Row = { [T in RowType]: RowOf<T> }[RowType]

/** Builds a row; key and parent follow from its fields. */
export function row<T extends RowType>(type: T, scope: Uuid, fields: Fields[T], lent = false): Row {
  return { key: `${type}:${fields.id}`, type, scope, parent: parentOf(type, fields), lent, fields } as Row
}

const PARENTS: Partial<Record<RowType, readonly [field: string, type: RowType]>> = {
  Membership: ['personId', 'Person'],
  Objective: ['programmeId', 'Programme'],
  ShadowingDay: ['placementId', 'Placement'],
  PlanItem: ['dayId', 'ShadowingDay'],
  Prompt: ['dayId', 'ShadowingDay'],
  Tag: ['observationId', 'Observation'],
  Photo: ['observationId', 'Observation'],
  Mark: ['observationId', 'Observation'],
  Recording: ['observationId', 'Observation'],
  Comment: ['observationId', 'Observation'],
  Decision: ['observationId', 'Observation'],
  Amendment: ['observationId', 'Observation'],
  Endorsement: ['observationId', 'Observation'],
  TextVersion: ['observationId', 'Observation'],
  Handling: ['observationId', 'Observation'],
  Notice: ['observationId', 'Observation'],
}

function parentOf(type: RowType, fields: object): string {
  const parent = PARENTS[type]
  if (parent === undefined) return ''
  return `${parent[1]}:${String((fields as Record<string, unknown>)[parent[0]])}`
}

/** One change of a page, in the order of the feed. `children` are all the rows below it, at this moment. */
export type Change =
  | { kind: 'upsert'; row: Row; children: Row[]; whole: boolean; lent: Row[] }
  | { kind: 'gone'; key: string }
  | { kind: 'scope-added'; scope: Uuid }
  | { kind: 'scope-removed'; scope: Uuid }

export interface Page {
  changes: Change[]
  cursor: string
  hasMore: boolean
  reset: boolean
  /** Photos received before this moment are in a verified backup. */
  backedUpUntil?: string
  /** What each scope holds at the museum, when it was asked for. */
  digest?: ScopeDigest[]
}

/** A scope in short: how many rows, and all their ids and revisions folded together. */
export interface ScopeDigest {
  scope: Uuid
  count: number
  hash: string
}
