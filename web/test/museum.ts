/** A museum at the other end of the network: remembers receipts, keeps photos, and can be made to misbehave. */
import { createHash } from 'node:crypto'
import ids from '../src/graph/document-ids.json'

interface WireOp {
  opId: string
  seq: number
  prevOp?: string
  do: Record<string, Record<string, unknown>>
}

interface Request {
  method: string
  path: string
  headers: Headers
  body: unknown
}

/** Decides over one request before (or after) the museum has seen it; returning nothing lets it pass. */
export type Weather = (request: Request, museum: () => Promise<Response>) => Promise<Response> | undefined

type Answer = Record<string, unknown>

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/graphql-response+json' },
  })

/** A receipt as the museum writes it; whether the signature holds is for others to check. */
export function receipt(about: Record<string, unknown>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'Ed25519', kid: 'k', typ: 'receipt+jws' })}.${part({ v: 1, ...about })}.c2lnbmVk`
}

/** How a capture comes back to every device. */
function observed(
  input: Record<string, unknown>,
  author: string,
  signed: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const id = `Observation:${String(input['id'])}`
  const photos = input['photos'] as Record<string, unknown>[]
  const recordings = (input['recordings'] ?? []) as Record<string, unknown>[]
  const row = {
    ...{ __typename: 'Observation', id, placement: { id: `Placement:${String(input['placementId'])}` } },
    ...{ author: { id: `Person:${author}`, name: 'Annika Holm' } },
    ...{ onDay: null, prompt: null, kind: input['kind'], note: input['note'], audience: input['audience'] },
    ...{ zone: null, objectNumber: null, procedure: null, review: 'SUBMITTED', rev: 1, capturedZone: 'UTC' },
    capturedAt: '2026-10-08T09:30:00.000000+00:00',
    receivedAt: '2026-10-08T09:31:00.000000+00:00',
    changedAt: '2026-10-08T09:31:00.000000+00:00',
    ...{ tags: [], handling: [], notices: [], comments: [], decisions: [], versions: [] },
    ...{ marks: [], amendments: [], endorsements: [] },
    recordings: recordings.map((recording) => ({
      ...recording,
      ...{
        id: `Recording:${String(recording['id'])}`,
        observation: { id },
        words: null,
        heard: signed.has(String(recording['id'])) ? 'VERIFIED' : 'EXPECTED',
        arrivedAt: signed.has(String(recording['id'])) ? '2026-10-08T09:32:00.000000+00:00' : null,
        receipt: signed.get(String(recording['id'])) ?? null,
        rev: signed.has(String(recording['id'])) ? 2 : 1,
      },
    })),
    photos: photos.map((photo) => ({
      ...photo,
      ...{
        id: `Photo:${String(photo['id'])}`,
        observation: { id },
        alt: null,
        bytes: signed.has(String(photo['id'])) ? 'RECEIVED' : 'EXPECTED',
        arrivedAt: signed.has(String(photo['id'])) ? '2026-10-08T09:32:00.000000+00:00' : null,
        receipt: signed.get(String(photo['id'])) ?? null,
        rev: signed.has(String(photo['id'])) ? 2 : 1,
      },
    })),
  }
  return { __typename: 'Upsert', scope: String(input['placementId']), row }
}

export class Museum {
  /** Effects, in the order they happened: one line per op that had one. */
  readonly effects: { name: string; input: Record<string, unknown>; opId: string }[] = []
  readonly receipts = new Map<string, Answer>()
  readonly uploads = new Map<
    string,
    { photoId: string; of: 'photo' | 'recording'; sha256: string; length: number; bytes: Buffer }
  >()
  readonly received = new Map<string, string>()
  readonly signed = new Map<string, string>()
  readonly requests: string[] = []
  readonly batches: string[][] = []
  changes: Record<string, unknown>[] = []
  feedEpoch = '00000000-0000-4000-8000-00000000000e'
  durableThrough = 0
  backedUpUntil: string | null = null
  /** What every pull asked for. */
  readonly asked: Record<string, unknown>[] = []
  readonly pushes: { deviceId: string; waiting: number; ackThrough: number; ops: WireOp[] }[] = []
  /** Whose session it is. */
  author = ''
  weather: Weather = () => undefined
  /** How it answers an op; by default it applies it. */
  verdict: (op: WireOp) => Answer | undefined = () => undefined
  private uploadCount = 0

  fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const request: Request = {
      method: init.method ?? 'GET',
      path,
      headers: new Headers(init.headers),
      body: init.body instanceof ArrayBuffer ? init.body : init.body && JSON.parse(String(init.body)),
    }
    this.requests.push(`${request.method} ${path}`)
    const museum = (): Promise<Response> => Promise.resolve(this.answer(request))
    return (await this.weather(request, museum)) ?? museum()
  }

  private answer(request: Request): Response {
    if (request.path === '/graphql')
      return this.graph(request.body as { documentId: string; variables: Record<string, unknown> })
    if (request.path === '/media/uploads') return this.create(request.headers)
    return this.piece(request)
  }

  private graph({
    documentId,
    variables,
  }: {
    documentId: string
    variables: Record<string, unknown>
  }): Response {
    if (documentId === ids.Push) return json({ data: { push: this.push(variables['input'] as never) } })
    return json({ data: { changes: this.page(variables) } })
  }

  private push(input: Museum['pushes'][number]): Answer {
    this.pushes.push(input)
    this.batches.push(input.ops.map((op) => op.opId))
    return {
      __typename: 'PushOutcome',
      echo: input.ops.map((op) => op.opId),
      results: input.ops.map((op) => this.take(op)),
      serverTime: '2026-10-08T09:31:00.000000+00:00',
      feedEpoch: this.feedEpoch,
      durableThrough: this.durableThrough,
    }
  }

  private take(op: WireOp): Answer {
    const known = this.receipts.get(op.opId)
    if (known !== undefined) return { ...known, duplicate: true }
    const said = this.verdict(op)
    if (said !== undefined && said['__typename'] === 'OpRetry')
      return { opId: op.opId, duplicate: false, ...said }
    const [name = '', input = {}] = Object.entries(op.do)[0] ?? []
    const id = String(input['observationId'] ?? input['id'] ?? input['placementId'])
    if (said === undefined) {
      this.effects.push({ name, input, opId: op.opId })
      if (name === 'captureObservation') this.changes.push(observed(input, this.author, this.signed))
    }
    const rev = this.effects.filter((effect) => Object.values(effect.input).includes(id)).length
    const entity = name.includes('Commitment') ? `Commitment:${id}` : `Observation:${id}`
    const receivedAt = '2026-10-08T09:31:00.000000+00:00'
    const word = receipt({ of: 'operation', op: op.opId, entity, rev, receivedAt })
    const applied = { __typename: 'OpApplied', entity, rev, receipt: word }
    const answer = { opId: op.opId, duplicate: false, ...(said ?? applied) }
    this.receipts.set(op.opId, answer)
    return answer
  }

  /** Ids and revisions as every device should hold them, by scope. */
  private digest(): Answer[] {
    const rows = new Map<string, string>()
    for (const { scope, row } of this.changes as { scope: string; row?: Record<string, unknown> }[]) {
      if (row === undefined) continue
      const below = [row['photos'], row['recordings']] as Record<string, unknown>[][]
      const parts = [row, ...below.flat()]
      for (const { id, rev } of parts) rows.set(`${scope} ${String(id)}`, `${String(id)}|${String(rev)}`)
    }
    const scopes = new Map<string, string[]>()
    for (const [key, text] of rows) {
      const scope = key.split(' ')[0]!
      scopes.set(scope, [...(scopes.get(scope) ?? []), text])
    }
    return [...scopes].map(([scope, texts]) => {
      const sum = Buffer.alloc(8)
      for (const text of texts)
        createHash('sha256')
          .update(text)
          .digest()
          .subarray(0, 8)
          .forEach((byte, at) => (sum[at]! ^= byte))
      return { scope, count: texts.length, hash: sum.toString('hex') }
    })
  }

  private page(asked: Record<string, unknown>): Answer {
    this.asked.push(asked)
    const again = asked['again'] as string[] | null
    const from = again === null ? Number(asked['after'] ?? 0) : 0
    const scopes = (again ?? []).map((scope) => ({ __typename: 'ScopeAdded', scope }))
    return {
      changes: [...scopes, ...this.changes.slice(from)],
      ...(asked['digest'] === true ? { digest: this.digest() } : {}),
      backedUpUntil: this.backedUpUntil,
      cursor: String(this.changes.length),
      hasMore: false,
      reset: null,
    }
  }

  /** The bytes are here: the museum signs for them, and every device hears of it. */
  private receive(photoId: string, bytes: Buffer, of: 'photo' | 'recording'): void {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const receivedAt = '2026-10-08T09:32:00.000000+00:00'
    this.received.set(photoId, sha256)
    this.signed.set(
      photoId,
      receipt({
        of,
        entity: `${of === 'photo' ? 'Photo' : 'Recording'}:${photoId}`,
        sha256,
        size: bytes.length,
        receivedAt,
      }),
    )
    const made = this.effects.find(
      ({ name, input }) =>
        name === 'captureObservation' &&
        JSON.stringify([input['photos'], input['recordings']]).includes(photoId),
    )
    if (made !== undefined) this.changes.push(observed(made.input, this.author, this.signed))
  }

  /** The bytes are gone, and every device hears of it. */
  lose(photoId: string): void {
    this.received.delete(photoId)
    this.signed.delete(photoId)
    this.uploads.clear()
    const [made] = this.effects.filter(({ input }) => JSON.stringify(input['photos'] ?? '').includes(photoId))
    if (made !== undefined) this.changes.push(observed(made.input, this.author, this.signed))
  }

  private create(headers: Headers): Response {
    const metadata = Object.fromEntries(
      (headers.get('upload-metadata') ?? '').split(',').map((pair) => {
        const [key = '', value = ''] = pair.split(' ')
        return [key, Buffer.from(value, 'base64').toString()]
      }),
    ) as { photoId?: string; recordingId?: string; sha256: string }
    const { recordingId, sha256 } = metadata
    const photoId = recordingId ?? metadata.photoId ?? ''
    const of = recordingId === undefined ? 'photo' : 'recording'
    if (this.received.has(photoId))
      return new Response(null, { status: 200, headers: { 'upload-complete': '?1' } })
    const known = [...this.uploads].find(([, upload]) => upload.photoId === photoId)
    const url = known?.[0] ?? `/media/uploads/u${++this.uploadCount}`
    const length = Number(headers.get('upload-length'))
    if (known === undefined) this.uploads.set(url, { photoId, of, sha256, length, bytes: Buffer.alloc(0) })
    return new Response(null, { status: 201, headers: { location: url } })
  }

  private piece({ method, path, headers, body }: Request): Response {
    const upload = this.uploads.get(path)
    if (upload === undefined) return new Response(null, { status: 404 })
    const offset = { 'upload-offset': String(upload.bytes.length) }
    if (method === 'HEAD') return new Response(null, { status: 200, headers: offset })
    if (Number(headers.get('upload-offset')) !== upload.bytes.length)
      return new Response(null, { status: 409 })
    const piece = Buffer.from(body as ArrayBuffer)
    const sum = createHash('sha256').update(piece).digest('base64')
    if (headers.get('upload-checksum') !== `sha256 ${sum}`) return new Response(null, { status: 460 })
    upload.bytes = Buffer.concat([upload.bytes, piece])
    const after: Record<string, string> = { 'upload-offset': String(upload.bytes.length) }
    if (upload.bytes.length === upload.length) {
      this.receive(upload.photoId, upload.bytes, upload.of)
      after['upload-complete'] = '?1'
    }
    return new Response(null, { status: 204, headers: after })
  }
}
