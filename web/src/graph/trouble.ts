/** What can go wrong on the way to the museum, as a value: it never changes anything on the device. */

export type TroubleKind = 'offline' | 'server' | 'portal' | 'signed-out' | 'blocked' | 'revoked' | 'refused'

interface About {
  code?: string
  sentence?: string
  field?: string | undefined
  retryAfterMs?: number
  answered?: boolean
}

export class Trouble extends Error {
  override readonly name = 'Trouble'
  readonly kind: TroubleKind
  readonly code: string
  /** A sentence by the museum, for people. */
  readonly sentence: string
  readonly field: string | undefined
  readonly retryAfterMs: number | undefined
  /** True when somebody answered, so that what was sent may itself be the cause. */
  readonly answered: boolean

  constructor(kind: TroubleKind, about: About = {}) {
    super(about.sentence ?? kind)
    this.kind = kind
    this.code = about.code ?? kind.toUpperCase()
    this.sentence = about.sentence ?? ''
    this.field = about.field
    this.retryAfterMs = about.retryAfterMs
    this.answered = about.answered ?? false
  }
}

/** A fetch that never answered: no network as far as the device knows, else a silent museum. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error
  const online = (globalThis as { navigator?: { onLine: boolean } }).navigator?.onLine ?? true
  return new Trouble(online ? 'server' : 'offline')
}

/** `Retry-After` in milliseconds, from seconds or a date. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')
  if (text === null) return undefined
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** A proxy before a museum that is away, or a museum that asks for patience: not the fault of what was sent. */
const BUSY = new Set([408, 425, 429, 502, 503, 504])

interface ErrorBody {
  error?: { code?: string; sentence?: string; field?: string }
}

/** An HTTP answer that is not a success, read as far as it is ours. */
export async function readRefusal(response: Response): Promise<Trouble> {
  const wait = retryAfter(response.headers, Date.now())
  const about: About = { answered: !BUSY.has(response.status) }
  if (wait !== undefined) about.retryAfterMs = wait
  // A redirect (opaque when followed by hand) or 511 is a network that wants its own page first.
  const redirect = response.status >= 300 && response.status < 400
  if (response.type === 'opaqueredirect' || redirect || response.status === 511)
    return new Trouble('portal', about)
  const json = (response.headers.get('content-type') ?? '').includes('json')
  if (json) {
    try {
      const { error } = (await response.json()) as ErrorBody
      if (error?.code !== undefined) about.code = error.code
      if (error?.sentence !== undefined) about.sentence = error.sentence
      if (error?.field !== undefined && error.field !== null) about.field = error.field
    } catch {
      return new Trouble('server', about)
    }
  }
  // The museum ends a session in its own words; a bare 401 is somebody else's door.
  if (response.status === 401) return new Trouble(json ? 'signed-out' : 'portal', about)
  if (response.status >= 500 || response.status === 408 || response.status === 429)
    return new Trouble('server', about)
  return json && about.code !== undefined ? new Trouble('refused', about) : new Trouble('server', about)
}
