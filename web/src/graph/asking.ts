/** One way to the graph: a trusted document by its id, and only our own protocol's answer counts. */
import type { ResultOf, VariablesOf } from 'gql.tada'
import ids from './document-ids.json'
import type * as documents from './documents'
import { Trouble, readRefusal, troubleOf, type TroubleKind } from './trouble'

/** What the notebook asks; every other document is asked by screens that only work online (online.ts). */
type Kept = 'Push' | 'Changes' | 'Me'
type Documents = Omit<typeof documents, 'Poke'>
export type Operation = keyof Documents
export type Answer<O extends Operation> = ResultOf<Documents[O]>
export type Variables<O extends Operation> = VariablesOf<Documents[O]>

/** The network's edge, handed in so that a test can be the network. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>

export type AskOf<All extends Operation> = <O extends All>(
  operation: O,
  variables: Variables<O>,
) => Promise<Answer<O>>
export type Ask = AskOf<Kept>

const ACCEPT = 'application/graphql-response+json, application/json;q=0.9'
const TIMEOUT_MS = 30_000

const KINDS = new Map<string, TroubleKind>([
  ['UNAUTHENTICATED', 'signed-out'],
  ['DEVICE_REVOKED', 'revoked'],
  ['WRONG_USER', 'blocked'],
])

interface Body {
  data?: unknown
  errors?: { message?: string; extensions?: { code?: string; field?: string | null } }[]
}

/** Runs one request under a time limit; a time out is a museum that does not answer. */
export async function withinTime(
  fetch: Fetch,
  address: string,
  init: RequestInit,
  limit: number,
): Promise<Response> {
  try {
    return await fetch(address, {
      ...init,
      credentials: 'same-origin',
      redirect: 'manual',
      signal: AbortSignal.timeout(limit),
    })
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      throw new Trouble('server', { code: 'TIMEOUT', answered: true })
    throw troubleOf(error)
  }
}

async function bodyOf(response: Response): Promise<Body> {
  const type = response.headers.get('content-type') ?? ''
  // A captive portal answers 200 with its own page.
  if (type.includes('text/html')) throw new Trouble('portal')
  if (!type.includes('json')) throw new Trouble('server', { code: 'NOT_OURS', answered: true })
  try {
    return (await response.json()) as Body
  } catch {
    throw new Trouble('server', { code: 'CUT_SHORT', answered: true })
  }
}

export const asking = (fetch: Fetch): Ask => askingBy<Kept>(fetch, ids)

/** Asks the documents that have these ids. */
export function askingBy<All extends Operation>(
  fetch: Fetch,
  ids: Readonly<Record<All, string>>,
): AskOf<All> {
  return async (operation, variables) => {
    const response = await withinTime(
      fetch,
      '/graphql',
      {
        method: 'POST',
        headers: { accept: ACCEPT, 'content-type': 'application/json', 'x-understudy': '1' },
        body: JSON.stringify({ documentId: ids[operation], operationName: operation, variables }),
      },
      TIMEOUT_MS,
    )
    if (!response.ok) throw await readRefusal(response)
    const { data, errors } = await bodyOf(response)
    if (errors !== undefined && errors.length > 0) {
      const { message, extensions } = errors[0] ?? {}
      const code = extensions?.code ?? 'GRAPH_ERROR'
      const said = { sentence: message ?? '', field: extensions?.field ?? undefined }
      throw new Trouble(KINDS.get(code) ?? 'server', { code, ...said, answered: true })
    }
    if (typeof data !== 'object' || data === null)
      throw new Trouble('server', { code: 'NOT_OURS', answered: true })
    return data as never
  }
}
