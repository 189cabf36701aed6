/** What every step of sending needs, handed in: the disk, the network, the clock. */
import type { Clock } from '../core/clock'
import type { Digest } from '../core/digest'
import type { Uuid } from '../core/types'
import type { Ask, Fetch } from '../graph/asking'
import type { Connection } from '../local/database'

export interface Way {
  connection: Connection
  ask: Ask
  fetch: Fetch
  digest: Digest
  clock: Clock
  deviceId: Uuid
  /** Tells the screens which ops are in a push at this moment. */
  underWay(opIds: readonly Uuid[]): void
  /** Tells the screens that something on disk is different now. */
  changed(): void
  /** Something waits and there is no way now: whoever can wake us later is asked to. */
  later?(): void
  /** Tells the screens that only the sender's own doing is different. */
  redraw(): void
}
