/** Lays a person's own unsent work over the rows, so that an edit shows at once, with or without a network. */
import type { Command, PhotoInput, RecordingInput } from './commands'
import { landed } from './landing'
import type { Instant, Observation, Photo, Recording, Uuid } from './types'
import { UNTOLD, type LocalPhoto, type World } from './world'

/** An op as far as the overlay cares: queued ones, and acknowledged ones whose rows have not come back. */
export interface Layer {
  command: Command
  capturedAt: Instant
  entity?: string
  /** Waits for a person: what it asks for is not so. */
  state?: string
  rev?: number
}

function photo(observationId: Uuid, input: PhotoInput, bytesHere: ReadonlySet<Uuid>): Photo {
  return { ...input, observationId, state: 'EXPECTED', local: bytesHere.has(input.id) }
}

function recording(observationId: Uuid, input: RecordingInput, bytesHere: ReadonlySet<Uuid>): Recording {
  return { ...input, observationId, state: 'EXPECTED', local: bytesHere.has(input.id) }
}

/** Sets given values; null clears. */
function patch<T extends object>(thing: T, change: object, leave: readonly string[]): void {
  for (const [field, value] of Object.entries(change)) {
    if (leave.includes(field) || value === undefined) continue
    if (value === null) delete (thing as Record<string, unknown>)[field]
    else (thing as Record<string, unknown>)[field] = value
  }
}

/** Lays one op over the world. What the op speaks of may be gone: then it changes nothing. */
function lay(world: World, layer: Layer, me: Uuid, bytesHere: ReadonlySet<Uuid>): void {
  const { command, capturedAt } = layer
  switch (command.name) {
    case 'captureObservation': {
      if (world.observations.has(command.input.id)) return
      const { photos, recordings = [], tags, handling, rules: _rules, ...fields } = command.input
      world.observations.set(fields.id, {
        ...fields,
        authorId: me,
        state: 'SUBMITTED',
        capturedAt,
        rev: layer.rev ?? 0,
        tags: [...tags],
        photos: photos.map((input) => photo(fields.id, input, bytesHere)),
        marks: [],
        recordings: recordings.map((input) => recording(fields.id, input, bytesHere)),
        ...(handling === undefined ? {} : { handling: { ...handling, observationId: fields.id, rev: 0 } }),
        comments: [],
        decisions: [],
        amendments: [],
        endorsements: [],
        versions: [],
        entry: UNTOLD,
      })
      return
    }
    case 'makeCommitment': {
      if (world.commitments.has(command.input.id)) return
      const { capturedZone: _zone, ...fields } = command.input
      const made = { ...fields, authorId: me, state: 'PROMISED' as const, capturedAt, rev: layer.rev ?? 0 }
      world.commitments.set(fields.id, { ...made, entry: UNTOLD })
      return
    }
    case 'editCommitment':
    case 'moveCommitment':
    case 'reclassifyCommitment': {
      const commitment = world.commitments.get(command.input.id)
      if (commitment === undefined) return
      if (command.name === 'moveCommitment') commitment.state = command.input.to
      else if (command.name === 'reclassifyCommitment') commitment.audience = command.input.to
      else patch(commitment, command.input, ['id', 'base'])
      return
    }
    case 'askAgreement':
    case 'takeAgreementBack':
    case 'addEvidence':
    case 'takeEvidenceAway':
    case 'sayBarrier':
    case 'followUpCommitment': {
      const promised = world.commitments.get(command.input.commitmentId)
      if (promised !== undefined) Object.assign(promised, landed(promised, command, capturedAt))
      return
    }
    case 'confide':
      return
    case 'writeDebrief': {
      const { dayId, base, ...said } = command.input
      const before = world.debriefs.get(dayId)
      const first = { authorId: me, writtenAt: capturedAt, rev: base, entry: UNTOLD }
      world.debriefs.set(dayId, { ...first, ...before, ...said, id: dayId })
      return
    }
    case 'withdrawAmendment':
    case 'answerAmendment':
    case 'withdrawEndorsement':
      for (const observation of world.observations.values()) layOnPart(observation, command, layer.state)
      return
    case 'chooseAudience': {
      const placement = world.placements.get(command.input.placementId)
      if (placement !== undefined) placement.defaultAudience = command.input.audience
      return
    }
    case 'describePhoto':
    case 'sayConsent':
    case 'detachPhoto': {
      const { id } = command.input
      for (const observation of world.observations.values()) {
        const found = observation.photos.find((each) => each.id === id)
        if (found === undefined) continue
        if (command.name !== 'detachPhoto') patch(found, command.input, ['id'])
        else observation.photos = observation.photos.filter((each) => each.id !== id)
      }
      return
    }
    case 'markPhoto':
    case 'editMark':
    case 'removeMark':
      return layMark(world, command, capturedAt, me)
    case 'takeNoticeOff': {
      const { id } = command.input
      for (const observation of world.observations.values())
        if (observation.notices?.some((each) => each.id === id) === true)
          observation.notices = observation.notices.filter((each) => each.id !== id)
      return
    }
    case 'writeWords':
    case 'detachRecording': {
      const { id } = command.input
      for (const observation of world.observations.values()) {
        const found = observation.recordings.find((each) => each.id === id)
        if (found === undefined) continue
        if (command.name === 'writeWords') patch(found, command.input, ['id'])
        else observation.recordings = observation.recordings.filter((each) => each.id !== id)
      }
      return
    }
    default:
      layOnObservation(world, layer as Layer & { command: OnObservation }, me, bytesHere)
  }
}

type OnMark = Extract<Command, { name: 'markPhoto' | 'editMark' | 'removeMark' }>

function layMark(world: World, command: OnMark, capturedAt: Instant, authorId: Uuid): void {
  const { id } = command.input
  for (const observation of world.observations.values()) {
    const found = observation.marks.find((each) => each.id === id)
    if (command.name === 'markPhoto') {
      const { photoId, region, ...fields } = command.input
      if (found !== undefined || !observation.photos.some((each) => each.id === photoId)) continue
      const made = { ...fields, ...region, photoId, observationId: observation.id, authorId, capturedAt }
      observation.marks = [...observation.marks, made].sort((a, b) => a.number - b.number)
    } else if (found === undefined) continue
    else if (command.name === 'removeMark')
      observation.marks = observation.marks.filter((each) => each.id !== id)
    else {
      const { region, ...fields } = command.input
      patch(found, fields, ['id', 'base'])
      if (region !== undefined) patch(found, { width: null, height: null, ...region }, [])
    }
  }
}

type OnObservation = Extract<
  Command,
  {
    name:
      | 'editObservation'
      | 'reclassifyObservation'
      | 'restrictObservation'
      | 'tagObservation'
      | 'attachPhoto'
      | 'attachRecording'
      | 'noteHandling'
      | 'handOver'
      | 'placeNotice'
      | 'sendAgain'
      | 'withdrawObservation'
      | 'proposeAmendment'
      | 'giveEndorsement'
      | 'removeObservation'
      | 'writeComment'
      | 'decideObservation'
  }
>

function layOnObservation(
  world: World,
  { command, capturedAt: at, state: parked }: Layer & { command: OnObservation },
  me: Uuid,
  bytesHere: ReadonlySet<Uuid>,
): void {
  const id = 'observationId' in command.input ? command.input.observationId : command.input.id
  const observation = world.observations.get(id)
  if (observation === undefined) return
  const missing = (list: readonly { id: Uuid }[], its: Uuid): boolean => !list.some((each) => each.id === its)
  switch (command.name) {
    case 'editObservation':
      // What was approved stands: the museum makes a proposal of it.
      if (observation.state !== 'APPROVED') patch(observation, command.input, ['id', 'base'])
      return
    case 'proposeAmendment': {
      if (!missing(observation.amendments, command.input.id)) return
      for (const each of observation.amendments) if (each.state === 'WAITING') each.state = 'REPLACED'
      const made = { authorId: me, state: 'WAITING' as const, proposedAt: at, rev: 0 }
      observation.amendments = [...observation.amendments, { ...command.input, ...made }]
      return
    }
    case 'giveEndorsement':
      if (missing(observation.endorsements, command.input.id))
        observation.endorsements = [
          ...observation.endorsements,
          { ...command.input, byId: me, givenAt: at, rev: 0 },
        ]
      return
    case 'withdrawObservation':
      if (observation.state !== 'APPROVED') observation.state = 'WITHDRAWN'
      return
    case 'reclassifyObservation':
      observation.audience = command.input.to
      return
    case 'restrictObservation':
      observation.audience = 'ONLY_ME'
      observation.restricted = command.input.why
      return
    case 'tagObservation': {
      const { add, remove } = command.input
      const stay = observation.tags.filter((tag) => !remove.includes(tag.id))
      observation.tags = [...stay, ...add.filter((tag) => missing(stay, tag.id))]
      return
    }
    case 'attachPhoto':
      if (missing(observation.photos, command.input.photo.id))
        observation.photos = [...observation.photos, photo(id, command.input.photo, bytesHere)]
      return
    case 'attachRecording':
      if (missing(observation.recordings, command.input.recording.id))
        observation.recordings = [
          ...observation.recordings,
          recording(id, command.input.recording, bytesHere),
        ]
      return
    case 'noteHandling':
      observation.handling = { rev: 0, ...observation.handling, ...command.input.handling, observationId: id }
      return
    case 'handOver':
      if (observation.handling !== undefined)
        observation.handling = {
          ...observation.handling,
          handedOverAt: observation.handling.handedOverAt ?? at,
          handedOverById: observation.handling.handedOverById ?? me,
          ...(command.input.reference === undefined ? {} : { reference: command.input.reference }),
        }
      return
    case 'placeNotice': {
      const there = observation.notices ?? []
      if (missing(there, command.input.id))
        observation.notices = [...there, { ...command.input, byId: me, placedAt: at, rev: 0 }]
      return
    }
    case 'sendAgain':
      if (observation.state === 'SENT_BACK' || observation.state === 'WITHDRAWN')
        observation.state = 'SENT_AGAIN'
      return
    case 'removeObservation':
      world.observations.delete(id)
      return
    case 'writeComment':
      if (missing(observation.comments, command.input.id))
        observation.comments = [
          ...observation.comments,
          { ...command.input, authorId: me, writtenAt: at, entry: UNTOLD },
        ]
      return
    case 'decideObservation': {
      const { from: _from, read: _read, ...decision } = command.input
      if (!missing(observation.decisions, decision.id)) return
      // One that waits for its mentor again is no decision yet.
      if (parked === undefined || parked === 'queued') observation.state = decision.verdict
      observation.decisions = [
        ...observation.decisions,
        { ...decision, byId: me, decidedAt: at, entry: UNTOLD },
      ]
    }
  }
}

type OnPart = Extract<Command, { name: 'withdrawAmendment' | 'answerAmendment' | 'withdrawEndorsement' }>

function layOnPart(observation: Observation, { name, input }: OnPart, parked: string | undefined): void {
  if (parked !== undefined && parked !== 'queued') return
  if (name === 'withdrawEndorsement') {
    observation.endorsements = observation.endorsements.filter((each) => each.id !== input.id)
    return
  }
  const found = observation.amendments.find((each) => each.id === input.id)
  if (found === undefined) return
  found.state = name === 'withdrawAmendment' ? 'WITHDRAWN' : input.answer
  if (name !== 'answerAmendment') return
  if (input.reason !== undefined) found.answer = input.reason
  if (input.answer !== 'ACCEPTED') return
  observation.kind = found.kind
  observation.note = found.note
  for (const field of ['zone', 'objectNumber', 'procedure'] as const)
    patch(observation, { [field]: found[field] ?? null }, [])
}

/** Lays all layers over the world, oldest first, and what the device knows of its own uploads. */
export function overlaid(
  world: World,
  layers: readonly Layer[],
  photos: readonly LocalPhoto[],
  me: Uuid,
  bytesHere: ReadonlySet<Uuid>,
): World {
  for (const layer of layers) {
    lay(world, layer, me, bytesHere)
    if (layer.entity === undefined || layer.rev === undefined) continue
    const [type, id = ''] = layer.entity.split(':')
    const entity = type === 'Observation' ? world.observations.get(id) : world.commitments.get(id)
    if (entity !== undefined) entity.rev = Math.max(entity.rev, layer.rev)
  }
  for (const local of photos) {
    if (local.upload !== 'received') continue
    const entry = world.observations.get(local.observationId)
    const heard = entry?.recordings.find((each) => each.id === local.id)
    if (heard?.state === 'EXPECTED') heard.state = 'VERIFIED'
    const shown = entry?.photos.find((each) => each.id === local.id)
    if (shown?.state !== 'EXPECTED') continue
    shown.state = 'RECEIVED'
    if (local.receivedAt !== undefined) shown.receivedAt = local.receivedAt
  }
  return world
}
