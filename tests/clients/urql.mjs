/** The document cache of urql, paging by hand as its users do. */
import { Client, fetchExchange, cacheExchange } from '@urql/core'
import { persistedExchange } from '@urql/exchange-persisted'
import { AGAIN, PAGE, TOO_MANY, headers, me, notes, tell, url } from './asking.mjs'

const byId = persistedExchange({
  enforcePersistedQueries: true,
  preferGetForPersistedQueries: false,
  generateHash: async () => me.id,
})
const client = new Client({
  url,
  exchanges: process.argv[2] === 'by-id' ? [byId, fetchExchange] : [cacheExchange, fetchExchange],
  fetchOptions: { headers },
  preferGetMethod: false,
})

if (process.argv[2] === 'by-id') {
  const { data, error } = await client.query(me.text, {})
  tell({ name: data?.me.name, error: error?.message })
} else {
  const first = await client.query(PAGE, { first: 2, where: { kind: ['HANDLING'] } })
  const all = notes(first.data.observations)
  for (let page = first.data.observations; page.pageInfo.hasNextPage;) {
    const after = page.pageInfo.endCursor
    page = (await client.query(PAGE, { first: 2, after, where: { kind: ['HANDLING'] } })).data.observations
    all.push(...notes(page))
  }
  const { id } = first.data.observations.edges[1].node
  const again = await client.query(AGAIN, { id }, { requestPolicy: 'network-only' })
  const { error } = await client.query(TOO_MANY, {})
  tell({
    first: notes(first.data.observations),
    all,
    again: again.data.node.note,
    error: error.graphQLErrors[0].message,
  })
}
