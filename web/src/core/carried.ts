/** A file of unsent work, read strictly: the whole of it makes sense, or none of it is taken. */
import type { Addressed, Command, QueuedOp } from './commands'
import { unbase64 } from './digest'
import type { Instant, Uuid } from './types'

export type Why = 'broken' | 'somebody-else' | 'younger'

/** Why a file was not taken in. */
export class NotOurs extends Error {
  override readonly name = 'NotOurs'
  readonly why: Why

  constructor(why: Why) {
    super(why)
    this.why = why
  }
}

export interface CarriedOp extends Addressed {
  opId: Uuid
  prevOp?: Uuid
  capturedAt: Instant
}

export interface CarriedPhoto {
  id: Uuid
  observationId?: Uuid
  sha256?: string
  size?: number
  width?: number
  height?: number
  durationMs?: number
  mime: string
  bytes: ArrayBuffer
}

export interface CarriedDraft {
  key: string
  fields: Record<string, unknown>
  photos: Record<string, unknown>[]
  recordings?: Record<string, unknown>[]
  spoken?: { id: Uuid; mime: string; durationMs: number; pieces: Uuid[] }[]
  route?: string
  savedAt: string
}

export interface Carried {
  ops: CarriedOp[]
  photos: CarriedPhoto[]
  drafts: CarriedDraft[]
}

interface Line {
  understudy?: number
  person?: string
  op?: Pick<QueuedOp, 'opId' | 'prevOp' | 'capturedAt'> & { do: Record<string, unknown> }
  lane?: string
  subject?: string
  photos?: Uuid[]
  photo?: Omit<CarriedPhoto, 'bytes'> & { bytes: string }
  draft?: CarriedDraft
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

function opOf({ op, lane, subject, photos }: Line): CarriedOp {
  const [[name, input] = [], more] = Object.entries(op?.do ?? {})
  const whole = isText(op?.opId) && isText(op.capturedAt) && isText(lane) && isText(subject)
  if (!whole || name === undefined || more !== undefined || typeof input !== 'object')
    throw new NotOurs('broken')
  return {
    ...{ opId: op.opId, capturedAt: op.capturedAt, lane, subject, photos: photos ?? [] },
    ...(isText(op.prevOp) ? { prevOp: op.prevOp } : {}),
    command: { name, input } as Command,
  }
}

function lineOf(text: string): Line {
  try {
    return JSON.parse(text) as Line
  } catch {
    throw new NotOurs('broken')
  }
}

export function carried(text: string, person: Uuid): Carried {
  const [first, ...rest] = text
    .split('\n')
    .filter((each) => each.trim() !== '')
    .map(lineOf)
  if (typeof first?.understudy !== 'number') throw new NotOurs('broken')
  if (first.understudy > 1) throw new NotOurs('younger')
  if (first.person !== person) throw new NotOurs('somebody-else')
  const found: Carried = { ops: [], photos: [], drafts: [] }
  for (const each of rest) {
    if (each.op !== undefined) found.ops.push(opOf(each))
    else if (each.draft !== undefined && isText(each.draft.key)) found.drafts.push(each.draft)
    else if (isText(each.photo?.id)) found.photos.push({ ...each.photo, bytes: bytesOf(each.photo.bytes) })
    else throw new NotOurs('broken')
  }
  return found
}

function bytesOf(text: string): ArrayBuffer {
  try {
    return unbase64(text)
  } catch {
    throw new NotOurs('broken')
  }
}
