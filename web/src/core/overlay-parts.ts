/** Own unsent work on what hangs on an entry and is named by its own id: marks, proposals, endorsements. */
import type { Command } from './commands'
import { patch } from './layer'
import type { Instant, Observation, Uuid } from './types'
import type { World } from './world'

type OnMark = Extract<Command, { name: 'markPhoto' | 'editMark' | 'removeMark' }>

export function layMark(world: World, command: OnMark, capturedAt: Instant, authorId: Uuid): void {
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

type OnPart = Extract<Command, { name: 'withdrawAmendment' | 'answerAmendment' | 'withdrawEndorsement' }>

export function layOnPart(
  observation: Observation,
  { name, input }: OnPart,
  parked: string | undefined,
): void {
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
