/** graphql-ws, as its README shows it: pokes, a refusal, and how a connection ends. */
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { headers, tell, url } from './asking.mjs'

const POKE = 'subscription Poke($device: UUID!) { poke(deviceId: $device) { at } }'
const variables = { device: '00000000-0000-4000-8000-000000000001' }
const told = { pokes: 0 }

const client = createClient({
  url: url.replace(/^http/, 'ws'),
  webSocketImpl: WebSocket,
  connectionParams: headers,
  retryAttempts: 0,
})
try {
  for await (const { data, errors } of client.iterate({ query: POKE, variables })) {
    if (errors || Object.keys(data.poke).join() !== 'at') throw new Error(JSON.stringify({ data, errors }))
    if (++told.pokes === 3) break
  }
  for await (const answer of client.iterate({ query: '{ me { name } }' })) told.answered = answer
} catch (no) {
  told.refused = no.code ?? no[0]?.message ?? String(no)
}
await client.dispose()
tell(told)
