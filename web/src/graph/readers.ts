/** Who would read an entry, asked of the museum before it is shown. */
import type { Audience, Uuid } from '../core/types'
import type { Answer } from './asking'
import { ask } from './online'

export type Readers = Answer<'WhoReads'>['readers']

/** Everybody who would read at this audience; rejects with a `Trouble` where the museum cannot be asked. */
export async function whoReads(placementId: Uuid, audience: Audience): Promise<Readers> {
  return (await ask('WhoReads', { placementId, audience })).readers
}
