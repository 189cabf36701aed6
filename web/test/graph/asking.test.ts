import { expect, test } from 'vitest'
import { asking, type Fetch } from '../../src/graph/asking'
import { Trouble } from '../../src/graph/trouble'

const answer = (body: string, init: ResponseInit & { type?: string } = {}): Fetch => {
  const headers = { 'content-type': init.type ?? 'application/json' }
  return () => Promise.resolve(new Response(body, { ...init, headers: { ...headers, ...init.headers } }))
}

async function trouble(fetch: Fetch): Promise<Trouble> {
  const error: unknown = await asking(fetch)('Me', {}).catch((caught: unknown) => caught)
  if (error instanceof Trouble) return error
  throw new Error('There was no trouble.')
}

test('a question goes as an id, with our own header, and never as text', async () => {
  let sent: RequestInit = {}
  const fetch: Fetch = (_path, init = {}) => {
    sent = init
    return answer('{"data":{"me":null}}')('')
  }
  await asking(fetch)('Me', {})
  expect(JSON.parse(String(sent.body))).toMatchObject({
    documentId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    operationName: 'Me',
  })
  expect(sent).toMatchObject({ redirect: 'manual', headers: { 'x-understudy': '1' } })
  expect(String(sent.body)).not.toContain('query')
})

test.each([
  ['a page of a hotel', answer('<h1>', { type: 'text/html' }), 'portal', false],
  ['a network that wants its page first', answer('', { status: 511 }), 'portal', true],
  ['a redirect', answer('', { status: 302 }), 'portal', true],
  ['an ended session', answer('{"error":{"code":"SIGNED_OUT"}}', { status: 401 }), 'signed-out', true],
  [
    'a proxy before a museum that is away',
    answer('<h1>', { status: 502, type: 'text/html' }),
    'server',
    false,
  ],
  ['a museum that stumbled', answer('{"error":{"code":"INTERNAL"}}', { status: 500 }), 'server', true],
  ['half an answer', answer('{"data":'), 'server', true],
  ['an answer with a mistake', answer('{"errors":[{"message":"no"}]}'), 'server', true],
  ['no network', () => Promise.reject(new TypeError('failed')), 'server', false],
] as const)('%s is told apart', async (_what, fetch, kind, answered) => {
  expect(await trouble(fetch)).toMatchObject({ kind, answered })
})

test('the museum says when to come again, in seconds or as a date', async () => {
  expect(await trouble(answer('', { status: 503, headers: { 'retry-after': '7' } }))).toMatchObject({
    retryAfterMs: 7_000,
  })
  const late = new Date(Date.now() + 60_000).toUTCString()
  const { retryAfterMs } = await trouble(answer('', { status: 429, headers: { 'retry-after': late } }))
  expect(retryAfterMs).toBeGreaterThan(50_000)
})

test('a rule that says no keeps its own sentence, and names the field', async () => {
  const no = answer(
    '{"data":null,"errors":[{"message":"It closes before it opens.","extensions":{"code":"INVALID","field":"closesAt"}}]}',
  )
  expect(await trouble(no)).toMatchObject({
    code: 'INVALID',
    sentence: 'It closes before it opens.',
    field: 'closesAt',
    answered: true,
  })
})
