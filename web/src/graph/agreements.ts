/** Placement agreements, asked of the museum each time: what somebody signs is what stands there now. */
import type { PlainDate, Uuid } from '../core/types'
import type { Answer, Variables } from './asking'
import { ask } from './online'

export type Listed = Answer<'PlacementAgreements'>['placementAgreements'][number]
export type Agreement = NonNullable<Answer<'PlacementAgreement'>['placementAgreement']>
export type Change = Agreement['changes'][number]
export type Step = Agreement['chain'][number]
export type CalledOff = Agreement['calledOff'][number]
export type Said = NonNullable<Step['said']>

export interface Money {
  amount: number
  currency: string
}
export interface Host {
  museum_id: Uuid
  mentor_id: Uuid
  share: number
  since: PlainDate
  until: PlainDate
}
export interface Day {
  on: PlainDate
  museum_id: Uuid
  purpose: string
  place: string | null
  remote: boolean
}
export interface Objective {
  wanted: string
  evidence: string
}
export interface Deliverable {
  what: string
  due_on: PlainDate
}
export interface Cost {
  what: string
  borne_by: Uuid
  money: Money
}
export interface Signatory {
  step: Step['step']
  person_id: Uuid
  museum_id: Uuid
}
/** What a version says; the museum lets nothing in that has another shape. */
export interface Terms {
  title: string
  hosts: Host[]
  days: Day[]
  obligations: Record<'home' | 'host' | 'participant', string[]>
  objectives: Objective[]
  deliverables: Deliverable[]
  insurance: string
  photos: string
  stipend: Money | null
  costs: Cost[]
  signatories: Signatory[]
}

/** Whom an agreement is about, before anything is said in it. */
export interface Whom {
  id: Uuid
  programmeId: Uuid
  participantId: Uuid
  homeId: Uuid
}

export const agreements = async (): Promise<readonly Listed[]> =>
  (await ask('PlacementAgreements', {})).placementAgreements

/** One agreement; undefined where it is not there, or not for who asks. */
export const agreement = async (id: Uuid): Promise<Agreement | undefined> =>
  (await ask('PlacementAgreement', { id })).placementAgreement ?? undefined

/** The words of the version that is signed next, or was last. */
export const newest = (one: Agreement): Agreement['wordings'][number] | undefined => one.wordings.at(-1)

export const termsOf = (content: string): Terms => JSON.parse(content) as Terms

export async function signAgreement(id: Uuid, sha256: string): Promise<void> {
  await ask('SignPlacementAgreement', { id, sha256 })
}

export async function refuseAgreement(id: Uuid, sha256: string, reason: string): Promise<void> {
  await ask('RefusePlacementAgreement', { id, sha256, reason })
}

/** Words it anew: the next version, which is signed from the beginning. */
export async function reviseAgreement(id: Uuid, sha256: string, terms: Terms, reason: string): Promise<void> {
  const content = JSON.stringify(terms)
  await ask('RevisePlacementAgreement', { id, sha256, content, reason: reason === '' ? null : reason })
}

/** Drafts it: the first version, for whoever is named in it to read and sign. */
export async function draftAgreement(whom: Whom, terms: Terms): Promise<void> {
  await ask('DraftPlacementAgreement', { agreement: { ...whom, content: JSON.stringify(terms) } })
}

/** Writes down that whoever is next signed on paper, and by which hash the scan of it is known; its bytes follow. */
export async function signedOutside(
  id: Uuid,
  sha256: string,
  scan: Variables<'SignPlacementAgreementOutside'>['scan'],
): Promise<void> {
  await ask('SignPlacementAgreementOutside', { id, sha256, scan })
}

/** Calls off what is left of the stay at one host, from a day on. */
export async function callStayOff(id: Uuid, hostId: Uuid, since: PlainDate, reason: string): Promise<void> {
  await ask('CallStayOff', { id, hostId, since, reason })
}

export async function delegate(id: Uuid, toId: Uuid, since: PlainDate, until: PlainDate): Promise<void> {
  await ask('DelegatePlacementSignature', { id, toId, since, until })
}

export async function takeDelegationBack(id: Uuid): Promise<void> {
  await ask('TakePlacementDelegationBack', { id })
}
