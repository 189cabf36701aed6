/** Types of the graph, read from the printed schema. Nothing of this file reaches the browser. */
import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './schema'

export const graphql = initGraphQLTada<{
  introspection: introspection
  scalars: { UUID: string; DateTime: string; Date: string; Time: string }
  disableMasking: true
}>()
