/** Relay's own store and connection handler, with the artifacts its compiler would write. */
import relay from 'relay-runtime'
import { AGAIN, PAGE, TOO_MANY, headers, me, notes, tell, url } from './asking.mjs'

const { Environment, Network, RecordSource, Store, fetchQuery } = relay

async function ask(params, variables) {
  const body = params.id ? { documentId: params.id, variables } : { query: params.text, variables }
  const said = { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers }
  const answer = await fetch(url, { method: 'POST', headers: said, body: JSON.stringify(body) })
  const { data = null, errors } = await answer.json()
  return errors ? { data, errors } : { data }
}
const environment = new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) })
const read = (request, variables) => fetchQuery(environment, request, variables).toPromise()

// ---------------------------------------------------------------- what relay-compiler writes

const field = (name) => ({ alias: null, args: null, kind: 'ScalarField', name, storageKey: null })
const linked = (name, selections, { args = null, plural = false, type = null } = {}) => ({
  alias: null,
  args,
  concreteType: type,
  kind: 'LinkedField',
  name,
  plural,
  selections,
  storageKey: null,
})
const given = (...names) => names.map((name) => ({ kind: 'Variable', name, variableName: name }))
const variables = (...names) => names.map((name) => ({ defaultValue: null, kind: 'LocalArgument', name }))

function request(name, text, takes, selections, reads = selections, id = null) {
  const argumentDefinitions = variables(...takes)
  return {
    kind: 'Request',
    fragment: {
      argumentDefinitions,
      kind: 'Fragment',
      metadata: null,
      name,
      selections: reads,
      type: 'Query',
    },
    operation: { argumentDefinitions, kind: 'Operation', name, selections },
    params: { cacheID: name, id, metadata: {}, name, operationKind: 'query', text: id ? null : text },
  }
}

const row = [field('__typename'), field('id'), field('note')]
const connection = [
  linked('edges', [field('cursor'), linked('node', row, { type: 'Observation' })], {
    plural: true,
    type: 'ObservationEdge',
  }),
  linked('pageInfo', [field('endCursor'), field('hasNextPage')], { type: 'PageInfo' }),
]
const args = [
  ...given('after', 'first'),
  { kind: 'Literal', name: 'order', value: 'CAPTURED_OLDEST' },
  ...given('where'),
]
const key = 'Notebook_observations'
const handle = { handle: 'connection', key, filters: ['where', 'order'] }
const Page = request(
  'Page',
  PAGE,
  ['first', 'after', 'where'],
  [
    linked('observations', connection, { args, type: 'ObservationConnection' }),
    { alias: null, args, kind: 'LinkedHandle', name: 'observations', ...handle },
  ],
  [
    {
      ...linked(`__${key}_connection`, connection, { args: args.slice(2), type: 'ObservationConnection' }),
      alias: 'observations',
    },
  ],
)
const onObservation = {
  kind: 'InlineFragment',
  selections: [field('note')],
  type: 'Observation',
  abstractKey: null,
}
const Again = request(
  'Again',
  AGAIN,
  ['id'],
  [linked('node', [field('__typename'), field('id'), onObservation], { args: given('id') })],
)
const TooMany = request('TooMany', TOO_MANY, [], [linked('observations', [])])
const Me = request(
  'Me',
  me.text,
  [],
  [linked('me', [field('id'), field('name')], { type: 'Person' })],
  undefined,
  me.id,
)

// ---------------------------------------------------------------- what an app does with it

const message = (error) => error.source?.errors?.[0]?.message ?? String(error)

if (process.argv[2] === 'by-id') {
  const me = await read(Me, {}).then(
    ({ me }) => me,
    (error) => ({ error: message(error) }),
  )
  tell({ name: me.name, error: me.error })
} else {
  const where = { kind: ['HANDLING'] }
  let { observations } = await read(Page, { first: 2, where })
  const first = notes(observations)
  const { id } = observations.edges[1].node
  while (observations.pageInfo.hasNextPage) {
    // Relay puts the new page behind the ones it has.
    const after = observations.pageInfo.endCursor
    ;({ observations } = await read(Page, { first: 2, after, where }))
  }
  const again = await read(Again, { id })
  const no = await read(TooMany, {}).catch((error) => error)
  tell({ first, all: notes(observations), again: again.node.note, error: message(no) })
}
