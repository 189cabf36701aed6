/** What somebody is here follows from their placements, so it is right offline too. */
import type { Picture, Placement, SignedIn } from '../core/types'

export interface Mine {
  participant: boolean
  mentor: boolean
}

export function roles(picture: Picture): Mine {
  const me = picture.me?.id
  return {
    participant: picture.placements.some((each) => each.participantId === me),
    mentor: picture.placements.some((each) => each.mentorId === me),
  }
}

const ORDER = { UNDER_WAY: 0, AGREED: 1, FINISHED: 2 } as const

/** What is over stands the last one first. */
const inTime = (a: Placement, b: Placement): number =>
  a.startsOn < b.startsOn === (a.state === 'FINISHED') ? 1 : -1

/** The placement one captures for: the one under way, else the next agreed, else the last finished. */
export function myPlacement(picture: Picture): Placement | undefined {
  return picture.placements
    .filter((each) => each.participantId === picture.me?.id)
    .sort((a, b) => ORDER[a.state] - ORDER[b.state] || inTime(a, b))[0]
}

export const coordinates = (who: SignedIn | null): boolean => who?.roles.includes('COORDINATOR') === true
