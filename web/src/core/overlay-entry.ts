/** Own unsent work on an entry, laid over it. */
import type { Command } from './commands'
import { patch, photo, recording, type Layer } from './layer'
import type { Uuid } from './types'
import { UNTOLD, type World } from './world'

export type OnObservation = Extract<
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

export function layOnObservation(
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
