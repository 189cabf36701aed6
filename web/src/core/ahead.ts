/** What somebody should know before the camera opens on an object: rules, handling notes, communities' labels. */
import { plainly, verdict } from './photo-rules'
import type { Handling, Instant, Notice, Observation, PhotoRule, Picture, Placement } from './types'

/** The labels with which a community says that not everybody may see something. */
const GUARDING: ReadonlySet<string> = new Set([
  'secret_sacred',
  'men_restricted',
  'women_restricted',
  'community_use_only',
  'culturally_sensitive',
  'seasonal',
])

export interface Noted {
  entry: Observation
  handling: Handling
}

export interface Ahead {
  /** No photo is taken because of these. */
  block: PhotoRule[]
  hostOnly: PhotoRule[]
  warn: PhotoRule[]
  /** Rules about people, whoever will be in the picture. */
  people: PhotoRule[]
  /** Handling notes of this very object, the gravest first. */
  notes: Noted[]
  labels: Notice[]
  /** What has to be read before the camera opens: their names, or none. */
  grave: string[]
}

export interface About {
  placement: Placement
  at: Instant
  objectNumber?: string
  zone?: string
}

const GRAVITY = ['LOW', 'MODERATE', 'HIGH', 'CRITICAL'] as const
const gravity = ({ severity }: Handling): number => GRAVITY.indexOf(severity)

/** A label a community gave, by which photos wait for its word. */
export const guards = (notice: Notice): boolean =>
  (notice.kind === 'TK_LABEL' || notice.kind === 'BC_LABEL') && GUARDING.has(notice.label ?? '')

/** A form's about: empty fields left out. */
export function about(placement: Placement, objectNumber: string, zone: string, at: Instant): About {
  return {
    placement,
    at,
    ...(objectNumber.trim() === '' ? {} : { objectNumber }),
    ...(zone.trim() === '' ? {} : { zone }),
  }
}

/** Everything on this device that speaks of this object or zone at this museum. */
export function ahead(
  picture: Pick<Picture, 'observations' | 'placements' | 'photoRules'>,
  of: About,
): Ahead {
  const { placement, at, objectNumber, zone } = of
  const host = placement.hostId
  const frame = {
    placement: placement.id,
    at,
    people: false,
    ...(objectNumber === undefined ? {} : { objectNumber }),
    ...(zone === undefined ? {} : { zone }),
  }
  const found = verdict(picture.photoRules, host, frame)
  const withPeople = verdict(picture.photoRules, host, { ...frame, people: true })
  const people = [...withPeople.block, ...withPeople.hostOnly, ...withPeople.warn].filter(
    ({ kind }) => kind === 'PEOPLE_IN_FRAME',
  )
  const number = plainly(objectNumber ?? '')
  const here = new Set(picture.placements.filter((each) => each.hostId === host).map(({ id }) => id))
  const same =
    number === ''
      ? []
      : picture.observations.filter(
          (each) => here.has(each.placementId) && plainly(each.objectNumber ?? '') === number,
        )
  const notes = same
    .flatMap((entry) => (entry.handling === undefined ? [] : [{ entry, handling: entry.handling }]))
    .sort((a, b) => gravity(b.handling) - gravity(a.handling))
  const labels = same.flatMap((entry) => entry.notices ?? [])
  const grave = [
    ...notes
      .filter(({ handling }) => gravity(handling) >= GRAVITY.indexOf('HIGH'))
      .map(({ handling }) => `${handling.id} ${handling.rev}`),
    ...labels.filter(guards).map(({ id }) => id),
  ]
  return { ...found, people, notes, labels, grave }
}

/** Which rule forbids photos that are taken already, now that more is known of them. */
export function forbids(
  rules: readonly PhotoRule[],
  of: About,
  photos: readonly { consent?: string }[],
): PhotoRule | undefined {
  const { placement, ...rest } = of
  for (const { consent } of photos) {
    const frame = { ...rest, placement: placement.id, people: consent !== 'NONE_VISIBLE' }
    const [rule] = verdict(rules, placement.hostId, frame).block
    if (rule !== undefined) return rule
  }
  return undefined
}
