/** Lays a person's own unsent work over the rows, so that an edit shows at once, with or without a network. */
import { landed } from './landing'
import { patch, photo, recording, type Layer } from './layer'
import { layOnObservation, type OnObservation } from './overlay-entry'
import { layMark, layOnPart } from './overlay-parts'
import type { Uuid } from './types'
import { UNTOLD, type LocalPhoto, type World } from './world'

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
