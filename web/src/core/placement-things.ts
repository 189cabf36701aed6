/** The things of a placement: museums, people, programmes, days and what is planned for them. */
import type { Audience, PlainDate, Uuid } from './things'

export type Role =
  'PARTICIPANT' | 'MENTOR' | 'COORDINATOR' | 'COMMITTEE' | 'SPONSOR' | 'REGISTRAR' | 'EVALUATOR'
export type PlacementState = 'AGREED' | 'UNDER_WAY' | 'FINISHED'

export interface Network {
  id: Uuid
  name: string
}

export interface Museum {
  id: Uuid
  name: string
  town?: string
  country?: string
  isil?: string
  ror?: string
  wikidata?: string
  timeZone?: string
  zones: string[]
  networkId?: Uuid
}

export interface Membership {
  id: Uuid
  personId: Uuid
  museumId: Uuid
  role: Role
  since?: PlainDate
  until?: PlainDate
}

export interface Person {
  id: Uuid
  name: string
  locale?: string
  memberships: Membership[]
}

export interface Objective {
  id: Uuid
  programmeId: Uuid
  position: number
  sentence: string
}

export interface Programme {
  id: Uuid
  name: string
  networkId?: Uuid
  startsOn?: PlainDate
  endsOn?: PlainDate
  objectives: Objective[]
}

/** An application, as its person follows it: never what it says. */
export interface Application {
  id: Uuid
  callId: Uuid
  title: string
  personId: Uuid
  standing: 'DRAFT' | 'SUBMITTED' | 'BEFORE_COMMITTEE' | 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN'
  /** Whether the matching proposes a place; missing until its person is told. */
  proposed?: boolean
  movedAt: string
}

export interface Placement {
  id: Uuid
  title: string
  state: PlacementState
  startsOn: PlainDate
  endsOn: PlainDate
  /** Its first day where nothing is left of it; missing while it stands. */
  calledOffFrom?: PlainDate
  participantId: Uuid
  mentorId: Uuid
  homeManagerId?: Uuid
  homeId: Uuid
  hostId: Uuid
  programmeId?: Uuid
  /** Missing until the participant has chosen it, once, at the start. */
  defaultAudience?: Audience
  rev: number
}

export interface PlanItem {
  id: Uuid
  dayId: Uuid
  startsAt: string
  endsAt?: string
  title: string
  zone?: string
  objectNumber?: string
}

export interface Prompt {
  id: Uuid
  dayId: Uuid
  objectiveId?: Uuid
  position: number
  question: string
}

export interface ShadowingDay {
  id: Uuid
  placementId: Uuid
  onDate: PlainDate
  purpose?: string
  place?: string
  plan: PlanItem[]
  prompts: Prompt[]
}
