/** Who opened or read what is one's own, asked of the museum each time: nothing of it is kept on a device. */
import type { Uuid } from '../core/types'
import type { Answer } from './asking'
import { ask } from './online'

export type Access = Answer<'Accesses'>['accesses']['nodes'][number]

/** What is written down: an original, a restricted entry, something said in confidence. */
type Act = 'open original' | 'open restricted' | 'read in confidence'

/** Who did this with any of these things, the last first. */
export async function opened(things: readonly Uuid[], acts: readonly Act[]): Promise<Access[]> {
  const { nodes } = (await ask('Accesses', {})).accesses
  return nodes.filter(
    ({ act, thing }) => acts.some((one) => one === act) && things.some((id) => thing.endsWith(id)),
  )
}
