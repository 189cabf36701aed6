/** The things a house asks: rules for photos, care in handling, notices of communities. */
import type { Instant, PlainDate, Uuid } from './things'

/** What a museum's rule for photos guards, and what it does to one. */
export type RuleKind =
  'NO_LOANS' | 'NO_STORE_LOCATIONS' | 'PEOPLE_IN_FRAME' | 'CULTURALLY_SENSITIVE' | 'FRAGILE'
export type Effect = 'BLOCK' | 'HOST_ONLY' | 'WARN'

export interface PhotoRule {
  id: Uuid
  museumId: Uuid
  kind: RuleKind
  effect: Effect
  sentence: string
  objects: readonly string[]
  zones: readonly string[]
  /** None: it is for everybody. */
  placements: readonly Uuid[]
  expiresDays?: number
  validFrom: Instant
  validUntil?: Instant
  rev: number
}

/** How much harm is near when nobody takes care. */
export type Severity = 'LOW' | 'MODERATE' | 'HIGH' | 'CRITICAL'

export interface Handling {
  id: Uuid
  observationId: Uuid
  severity: Severity
  vulnerable: string
  condition: string
  care: string
  avoid: string
  needs: string
  reviewOn?: PlainDate
  handedOverAt?: Instant
  handedOverById?: Uuid
  reference?: string
  rev: number
}

/** A notice of Local Contexts, or a label in the words its community gave it. */
export type NoticeKind =
  | 'TRADITIONAL_KNOWLEDGE'
  | 'BIOCULTURAL'
  | 'ATTRIBUTION_INCOMPLETE'
  | 'OPEN_TO_COLLABORATE'
  | 'TK_LABEL'
  | 'BC_LABEL'

export interface Notice {
  id: Uuid
  observationId: Uuid
  photoId?: Uuid
  byId: Uuid
  kind: NoticeKind
  label?: string
  community?: string
  words?: string
  language?: string
  project?: string
  placedAt: Instant
  rev: number
}
