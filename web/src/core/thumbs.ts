/** Which small pictures are worth having before anybody asks: the newest that only the museum has. */
import type { Picture, Uuid } from './types'

export function thumbsToKeep({ observations }: Picture, most: number): Uuid[] {
  const found: Uuid[] = []
  for (const { photos } of observations)
    for (const { id, state, local, hostOnly } of photos) {
      if (found.length >= most) return found
      // What stays with the host is kept nowhere.
      if (!local && hostOnly !== true && (state === 'RECEIVED' || state === 'VERIFIED')) found.push(id)
    }
  return found
}
