/** An id for something new that the museum is told at once. */
import { uuidV7 } from '../core/ids'
import type { Uuid } from '../core/types'

export const freshId = (): Uuid =>
  uuidV7(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)))
