/** Who opened one's originals, asked of the museum each time: nothing of it is kept on a device. */
import type { Uuid } from '../core/types'
import { asking, type Answer } from './asking'

export type Access = Answer<'Accesses'>['accesses']['nodes'][number]

const ask = asking((input, init) => fetch(input, init))

/** Who opened originals among these photos and recordings, the last first. */
export async function opened(things: readonly Uuid[]): Promise<Access[]> {
  const { nodes } = (await ask('Accesses', {})).accesses
  return nodes.filter(({ act, thing }) => act === 'open original' && things.some((id) => thing.endsWith(id)))
}
