/** The rows put together into things a screen can show, before anybody's own unsent work. */
import type { Fields, Row, RowType } from './rows'
import type {
  Commitment,
  Debrief,
  Observation,
  Placement,
  Programme,
  ShadowingDay,
  EntryState,
  Uuid,
} from './types'

/** What this device knows of a photo or a recording beyond its row. */
export interface LocalPhoto {
  id: Uuid
  observationId: Uuid
  /** Of a recording: how long it is. */
  durationMs?: number
  /** Withdrawn: its person took it off before its bytes had gone. */
  upload: 'waiting' | 'received' | 'refused' | 'withdrawn'
  receivedAt?: string
  sentence?: string
}

export interface World {
  observations: Map<Uuid, Observation>
  commitments: Map<Uuid, Commitment>
  debriefs: Map<Uuid, Debrief>
  placements: Map<Uuid, Placement>
  days: ShadowingDay[]
  programmes: Programme[]
  of: <T extends RowType>(type: T) => Fields[T][]
}

/** A place holder: the entry's state is worked out last, when everything else is known. */
export const UNTOLD: EntryState = { hallmark: 'safe', photosSafe: 0, photosTotal: 0 }

/** Rows, grouped by type and then by the thing they belong to. */
function grouped(rows: readonly Row[]): {
  of: World['of']
  below: <T extends RowType>(type: T, parent: string) => Fields[T][]
} {
  const byType = new Map<RowType, Fields[RowType][]>()
  const byParent = new Map<string, Fields[RowType][]>()
  const push = <K>(map: Map<K, Fields[RowType][]>, key: K, fields: Fields[RowType]): void => {
    const list = map.get(key)
    if (list === undefined) map.set(key, [fields])
    else list.push(fields)
  }
  for (const row of rows) {
    push(byType, row.type, row.fields)
    if (row.parent !== '') push(byParent, `${row.type}<${row.parent}`, row.fields)
  }
  return {
    of: (type) => (byType.get(type) ?? []) as never,
    below: (type, parent) => (byParent.get(`${type}<${parent}`) ?? []) as never,
  }
}

const byPosition = (a: { position: number }, b: { position: number }): number => a.position - b.position
const by =
  <T>(field: (thing: T) => string) =>
  (a: T, b: T): number =>
    field(a) < field(b) ? -1 : field(a) > field(b) ? 1 : 0

/** Everything the museum has sent to this device; fresh objects, free to be laid over. */
export function worldOf(rows: readonly Row[], bytesHere: ReadonlySet<Uuid>): World {
  const { of, below } = grouped(rows)
  const observations = new Map<Uuid, Observation>()
  for (const fields of of('Observation')) {
    const key = `Observation:${fields.id}`
    const [handling] = below('Handling', key)
    const notices = below('Notice', key)
    observations.set(fields.id, {
      ...fields,
      readRev: fields.rev,
      tags: below('Tag', key).map(({ id, word }) => ({ id, word })),
      photos: below('Photo', key)
        .map((photo) => ({ ...photo, local: bytesHere.has(photo.id) }))
        .sort(byPosition),
      marks: below('Mark', key)
        .map((mark) => ({ ...mark }))
        .sort((a, b) => a.number - b.number),
      recordings: below('Recording', key)
        .map((recording) => ({ ...recording, local: bytesHere.has(recording.id) }))
        .sort(byPosition),
      ...(handling === undefined ? {} : { handling }),
      ...(notices.length === 0 ? {} : { notices: notices.sort(by((notice) => notice.placedAt)) }),
      comments: below('Comment', key)
        .map((comment) => ({ ...comment, entry: UNTOLD }))
        .sort(by((comment) => comment.writtenAt)),
      decisions: below('Decision', key)
        .map((decision) => ({ ...decision, entry: UNTOLD }))
        .sort(by((decision) => decision.decidedAt)),
      amendments: [...below('Amendment', key)].sort(by((amendment) => amendment.proposedAt)),
      endorsements: [...below('Endorsement', key)].sort(by((endorsement) => endorsement.givenAt)),
      versions: [...below('TextVersion', key)].sort(by((version) => version.writtenAt)),
      entry: UNTOLD,
    })
  }
  return {
    of,
    observations,
    commitments: new Map(of('Commitment').map((fields) => [fields.id, { ...fields, entry: UNTOLD }])),
    debriefs: new Map(of('Debrief').map((fields) => [fields.id, { ...fields, entry: UNTOLD }])),
    placements: new Map(of('Placement').map((fields) => [fields.id, { ...fields }])),
    days: of('ShadowingDay')
      .map((day) => ({
        ...day,
        plan: [...below('PlanItem', `ShadowingDay:${day.id}`)].sort(by((item) => item.startsAt)),
        prompts: [...below('Prompt', `ShadowingDay:${day.id}`)].sort(byPosition),
      }))
      .sort(by((day) => day.onDate)),
    programmes: of('Programme').map((programme) => ({
      ...programme,
      objectives: [...below('Objective', `Programme:${programme.id}`)].sort(byPosition),
    })),
  }
}
