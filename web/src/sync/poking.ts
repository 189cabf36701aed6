/** “Pull now”: a WebSocket on which the museum says that something is new. Without one, the timer finds it. */
import { waitFor } from '../core/backoff'
import type { Uuid } from '../core/types'
import ids from '../graph/document-ids.json'

/** The museum's word that nobody is signed in here: asking again at once would change nothing. */
const NOBODY = 4403
const ALIVE_MS = 25_000
const SILENCE_MS = 10_000
/** A museum that is back pokes whoever found it: nobody who looks at the app waits much longer than this. */
const AWAY_MS = 15_000

const address = (): string => new URL('/graphql', location.href).href.replace(/^http/, 'ws')
const codeOf = (why: unknown): unknown => (why as { code?: unknown } | undefined)?.code

/** One connection, tried again with full jitter until the returned function is called. */
async function connect(deviceId: Uuid, heard: () => void, over: () => void): Promise<() => void> {
  const { createClient } = await import('graphql-ws/client')
  let silence: ReturnType<typeof setTimeout> | undefined
  const client = createClient({
    url: address(),
    keepAlive: ALIVE_MS,
    connectionAckWaitTimeout: SILENCE_MS,
    retryAttempts: Infinity,
    shouldRetry: (why) => codeOf(why) !== NOBODY,
    retryWait: (retries) =>
      new Promise((resolve) =>
        setTimeout(resolve, Math.min(waitFor(retries + 1, 1), AWAY_MS) * Math.random()),
      ),
    on: {
      // A network that swallows everything closes nothing: no answer to a ping is an end, too.
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), SILENCE_MS)
      },
      pong: () => clearTimeout(silence),
      closed: () => clearTimeout(silence),
    },
  })
  client.subscribe(
    {
      query: '',
      operationName: 'Poke',
      variables: { deviceId },
      extensions: { persistedQuery: { version: 1, sha256Hash: ids.Poke } },
    },
    { next: heard, error: over, complete: over },
  )
  return () => void client.dispose()
}

/** Listens while somebody looks at the app and there is a network, until the returned function is called. */
export function listenForPokes(deviceId: Uuid, heard: () => void): () => void {
  let line: Promise<() => void> | undefined

  function hangUp(): void {
    void line?.then(
      (end) => end(),
      () => undefined,
    )
    line = undefined
  }

  function look(): void {
    const wanted = document.visibilityState === 'visible' && navigator.onLine
    if (!wanted) return hangUp()
    const mine = (line ??= connect(deviceId, heard, () => {
      if (line === mine) line = undefined
    }))
    // The library's own file could not be had: the next reason to look tries again.
    mine.catch(() => {
      if (line === mine) line = undefined
    })
  }

  const moments = ['online', 'offline', 'pageshow'] as const
  for (const moment of moments) window.addEventListener(moment, look)
  document.addEventListener('visibilitychange', look)
  // What people see comes first.
  const first = setTimeout(look, 1_000)
  return () => {
    clearTimeout(first)
    for (const moment of moments) window.removeEventListener(moment, look)
    document.removeEventListener('visibilitychange', look)
    hangUp()
  }
}
