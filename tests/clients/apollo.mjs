/** Apollo's normalized cache, with the paging of Relay's connections that comes with it. */
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client/core'
import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { relayStylePagination } from '@apollo/client/utilities'
import { filter, firstValueFrom } from 'rxjs'
import { AGAIN, PAGE, TOO_MANY, headers, me, notes, tell, url } from './asking.mjs'

const http = new HttpLink({ uri: url, headers })
const byId = new PersistedQueryLink({ generateHash: () => me.id.replace('sha256:', '') })
const cache = new InMemoryCache({
  typePolicies: { Query: { fields: { observations: relayStylePagination(['where', 'order']) } } },
})
const asksById = process.argv[2] === 'by-id'
const client = new ApolloClient({ link: asksById ? byId.concat(http) : http, cache })
const message = (error) => (CombinedGraphQLErrors.is(error) ? error.errors[0].message : String(error))

if (asksById) {
  const answer = await client
    .query({ query: gql(me.text), fetchPolicy: 'no-cache' })
    .catch((error) => ({ error: message(error) }))
  tell({ name: answer.data?.me.name, error: answer.error })
} else {
  const query = gql(PAGE)
  const variables = { first: 2, where: { kind: ['HANDLING'] } }
  const list = client.watchQuery({ query, variables })
  let { data } = await firstValueFrom(list.pipe(filter(({ loading }) => !loading)))
  const first = notes(data.observations)
  const { id } = data.observations.edges[1].node
  while (data.observations.pageInfo.hasNextPage) {
    await list.fetchMore({ variables: { after: data.observations.pageInfo.endCursor } })
    data = client.readQuery({ query, variables })
  }
  const again = await client.query({ query: gql(AGAIN), variables: { id }, fetchPolicy: 'network-only' })
  const no = await client.query({ query: gql(TOO_MANY) }).catch((error) => error)
  tell({
    first,
    all: notes(data.observations),
    again: again.data.node.note,
    error: message(no),
  })
}
process.exit(0)
