/** Sends once for one person with no page open, where a browser wakes the service worker for it. */
import type { Clock } from '../core/clock'
import type { Digest } from '../core/digest'
import type { Uuid } from '../core/types'
import { asking, type Fetch } from '../graph/asking'
import { connect, databaseName } from '../local/database'
import { pushAll } from './pushing'
import { sendNextPhoto } from './sending-photos'
import type { Way } from './way'

const nothing = (): void => undefined

/** False when something still waits, so that the browser may wake us again. What is not ours is answered by the museum. */
export async function sendAlone(
  person: Uuid,
  { fetch, clock, digest }: { fetch: Fetch; clock: Clock; digest: Digest },
): Promise<boolean> {
  const known = await indexedDB.databases()
  // Opening a database that is not there would make one.
  if (!known.some(({ name }) => name === databaseName(person))) return true
  const connection = connect(person)
  try {
    const deviceId = (await connection.withDb((db) => db.get('meta', 'deviceId')))?.value as Uuid | undefined
    if (deviceId === undefined) return true
    const way: Way = {
      ...{ connection, fetch, clock, digest, deviceId, ask: asking(fetch) },
      ...{ underWay: nothing, changed: nothing, redraw: nothing },
    }
    await pushAll(way)
    while (await sendNextPhoto(way)) await pushAll(way)
    const ops = await connection.withDb((db) => db.getAll('ops'))
    return ops.every((op) => op.state !== 'queued')
  } finally {
    await connection.close()
  }
}
