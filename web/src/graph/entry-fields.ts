/** From an entry and what hangs on it, as the graph answers it, to the fields of rows. */
import { bare } from '../core/ids'
import type { Fields } from '../core/rows'
import { filled, refer, type Nested } from './given'

export const tag = ({ id, word, observation }: Nested<'Tag'>): Fields['Tag'] => ({
  id: bare(id),
  word,
  observationId: bare(observation.id),
})

export const photo = ({
  id,
  observation,
  bytes,
  arrivedAt,
  receipt,
  rule,
  ...rest
}: Nested<'Photo'>): Fields['Photo'] => {
  const { position, sha256, size, mime, width, height, alt, decorative, consent, rev } = rest
  const { hostOnly, expiresAt, expiredAt } = rest
  return filled<Fields['Photo']>({
    ...{ id: bare(id), observationId: bare(observation.id), state: bytes, receivedAt: arrivedAt, receipt },
    ...{ position, sha256, size, mime, width, height, alt, decorative, consent, rev },
    ...{ hostOnly: hostOnly || null, ruleId: refer(rule), expiresAt, expiredAt },
  })
}

export const recording = ({
  id,
  observation,
  heard,
  arrivedAt,
  ...rest
}: Nested<'Recording'>): Fields['Recording'] => {
  const { position, sha256, size, mime, durationMs, words, receipt, rev } = rest
  return filled<Fields['Recording']>({
    ...{ id: bare(id), observationId: bare(observation.id), state: heard, receivedAt: arrivedAt, receipt },
    ...{ position, sha256, size, mime, durationMs, words, rev },
  })
}

export const mark = ({ id, observation, photo, author, ...rest }: Nested<'Mark'>): Fields['Mark'] => {
  const { number, pointing, x, y, across, down, says, capturedAt, rev } = rest
  return filled<Fields['Mark']>({
    ...{ id: bare(id), observationId: bare(observation.id), photoId: bare(photo.id) },
    ...{ authorId: bare(author.id), number, kind: pointing, x, y, width: across, height: down },
    ...{ words: says, capturedAt, rev },
  })
}

export const handling = ({
  id,
  observation,
  handedOverBy,
  ...rest
}: Nested<'Handling'>): Fields['Handling'] => {
  const { severity, vulnerable, condition, care, avoid, needs, reviewOn, handedOverAt, reference, rev } = rest
  return filled<Fields['Handling']>({
    ...{ id: bare(id), observationId: bare(observation.id), handedOverById: refer(handedOverBy) },
    ...{ severity, vulnerable, condition, care, avoid, needs, reviewOn, handedOverAt, reference, rev },
  })
}

export const notice = ({
  id,
  observation,
  onPhoto,
  placedBy,
  noted,
  ...rest
}: Nested<'Notice'>): Fields['Notice'] => {
  const { label, community, words, language, project, placedAt, rev } = rest
  return filled<Fields['Notice']>({
    ...{
      id: bare(id),
      observationId: bare(observation.id),
      photoId: refer(onPhoto),
      byId: bare(placedBy.id),
    },
    ...{ kind: noted, label, community, words, language, project, placedAt, rev },
  })
}

export const observation = (from: Nested<'Observation'>): Fields['Observation'] => {
  const { kind, note, zone, objectNumber, procedure, audience, restricted, review } = from
  const { capturedAt, capturedZone, receivedAt, changedAt, rev } = from
  return filled<Fields['Observation']>({
    ...{ id: bare(from.id), placementId: bare(from.placement.id), authorId: bare(from.author.id) },
    ...{ dayId: refer(from.onDay), promptId: refer(from.prompt) },
    ...{ kind, note, zone, objectNumber, procedure, audience, restricted, state: review },
    ...{ capturedAt, capturedZone, receivedAt, changedAt, rev },
  })
}
