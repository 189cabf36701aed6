/** Every audit of graphql-http, the reference for GraphQL over HTTP. */
import { auditServer } from 'graphql-http'
import { headers, tell, url } from './asking.mjs'

const fetchFn = (address, init) => fetch(address, { ...init, headers: { ...init?.headers, ...headers } })
const results = await auditServer({ url, fetchFn })
tell(results.map(({ id, name, status, reason }) => ({ id, name, status, reason })))
