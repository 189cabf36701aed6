/** Sends one photo, recording or scan by tus 1.0: create once, ask how far it came, send the rest in pieces. */
import { base64, base64Text, type Digest } from '../core/digest'
import { withinTime, type Fetch } from '../graph/asking'
import { Trouble, readRefusal } from '../graph/trouble'

export const PIECE_BYTES = 512 * 1024
const SMALLEST_BYTES = 64 * 1024
const TIMEOUT_MS = 60_000
/** How often a piece may be refused for its offset or checksum before we leave it for later. */
const CORRECTIONS = 4

export interface Upload {
  id: string
  /** What its id names. */
  of: 'photoId' | 'recordingId' | 'scanId'
  sha256: string
  bytes: ArrayBuffer
  url?: string
  /** After failures the pieces are smaller: what survives a weak network is what fits between two cuts. */
  tries: number
}

export type Ending =
  | { kind: 'received' }
  /** The museum is not ready for it, e.g. it has not seen the entry yet. */
  | { kind: 'wait'; code: string }
  | { kind: 'refused'; code: string; sentence: string }

export interface Road {
  fetch: Fetch
  digest: Digest
  /** Called with the upload's address as soon as there is one, and with nothing when it is void. */
  remember(url: string | undefined): Promise<void>
  /** Called with how many bytes are there, for whoever looks on. */
  moved?(bytes: number): void
}

const TUS = { 'tus-resumable': '1.0.0', 'x-understudy': '1' }
const isComplete = (response: Response): boolean => response.headers.get('upload-complete') === '?1'

function offsetOf(response: Response): number {
  const text = response.headers.get('upload-offset')
  const offset = Number(text)
  // A network that answers in the museum's place does not know this header.
  if (text === null || !Number.isInteger(offset) || offset < 0) throw new Trouble('portal')
  return offset
}

async function no(response: Response): Promise<Ending> {
  const trouble = await readRefusal(response)
  const { code, sentence } = trouble
  if (response.status === 409 || response.status === 423) return { kind: 'wait', code }
  if (trouble.kind === 'refused') return { kind: 'refused', code, sentence }
  throw trouble
}

async function create(road: Road, upload: Upload): Promise<string | Ending> {
  const metadata = `${upload.of} ${base64Text(upload.id)},sha256 ${base64Text(upload.sha256)}`
  const response = await withinTime(
    road.fetch,
    '/media/uploads',
    {
      method: 'POST',
      headers: {
        ...TUS,
        'upload-length': String(upload.bytes.byteLength),
        'upload-metadata': metadata,
        'idempotency-key': upload.id,
      },
    },
    TIMEOUT_MS,
  )
  if (response.status === 200 && isComplete(response)) return { kind: 'received' }
  const location = response.headers.get('location')
  if (response.status === 201 && location !== null) {
    await road.remember(location)
    return location
  }
  if (response.ok) throw new Trouble('portal')
  return no(response)
}

/** How far it came, or nothing when the museum has let go of it. */
async function reached(road: Road, url: string): Promise<number | undefined> {
  const response = await withinTime(road.fetch, url, { method: 'HEAD', headers: TUS }, TIMEOUT_MS)
  if (response.status === 404 || response.status === 410) {
    await road.remember(undefined)
    return undefined
  }
  if (!response.ok) throw await readRefusal(response)
  return offsetOf(response)
}

async function piece(road: Road, url: string, bytes: ArrayBuffer, offset: number): Promise<Response> {
  const sum = base64(new Uint8Array(await road.digest(bytes)))
  const headers = {
    ...TUS,
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
    'upload-checksum': `sha256 ${sum}`,
  }
  return withinTime(road.fetch, url, { method: 'PATCH', headers, body: bytes }, TIMEOUT_MS)
}

/** Sends what is missing. Only the museum's own word that it is complete makes it received. */
export async function upload(road: Road, what: Upload): Promise<Ending> {
  const total = what.bytes.byteLength
  const size = Math.max(SMALLEST_BYTES, PIECE_BYTES >> Math.min(3, what.tries))
  let url = what.url
  let offset = url === undefined ? 0 : await reached(road, url)
  for (let corrections = 0; corrections < CORRECTIONS;) {
    if (url === undefined || offset === undefined) {
      const made = await create(road, what)
      if (typeof made !== 'string') return made
      url = made
      // An answer lost on the way may have made this upload before: ask, do not assume.
      offset = await reached(road, url)
      corrections += 1
      if (offset === undefined) continue
    }
    road.moved?.(offset)
    // Where all of it had arrived and nobody said so, an empty piece asks for the last word.
    const response = await piece(road, url, what.bytes.slice(offset, offset + size), offset)
    if (response.ok) {
      if (isComplete(response)) return { kind: 'received' }
      offset = offsetOf(response)
      if (offset >= total) corrections += 1
    } else if ([404, 409, 410, 460].includes(response.status)) {
      corrections += 1
      offset = await reached(road, url)
      if (offset === undefined) url = undefined
    } else {
      return no(response)
    }
  }
  return { kind: 'wait', code: 'UPLOAD_OUT_OF_STEP' }
}
