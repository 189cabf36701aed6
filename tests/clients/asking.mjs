/** Where the museum is and what opens its door; what a client read is printed for the test to judge. */
import { readFileSync } from 'node:fs'

export const url = process.env.GRAPH_URL
export const headers = JSON.parse(process.env.GRAPH_HEADERS)

const published = JSON.parse(readFileSync(new URL('../../schema/trusted-documents.json', import.meta.url)))
const [id, text] = Object.entries(published).find(([, document]) => document.startsWith('query Me '))

/** A document the museum has published, and its id. */
export const me = { id, text }

export const PAGE = `query Page($first: Int!, $after: String, $where: ObservationWhere) {
  observations(first: $first, after: $after, where: $where, order: CAPTURED_OLDEST) {
    edges { cursor node { __typename id note } }
    pageInfo { endCursor hasNextPage }
  }
}`
export const AGAIN = 'query Again($id: ID!) { node(id: $id) { __typename id ... on Observation { note } } }'
export const TOO_MANY = 'query TooMany { observations(first: 5000) { edges { node { id } } } }'

/** @param {{ edges: { node: { note: string } }[] }} connection */
export const notes = (connection) => connection.edges.map((edge) => edge.node.note)

/** @param {object} read */
export const tell = (read) => process.stdout.write(JSON.stringify(read))
