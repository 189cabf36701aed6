/** From what others say to an entry, as the graph answers it, to the fields of rows. */
import { bare } from '../core/ids'
import type { Fields } from '../core/rows'
import { filled, type Nested } from './given'

export const comment = ({
  id,
  observation,
  author,
  mark: about,
  ...rest
}: Nested<'Comment'>): Fields['Comment'] => {
  const { body, writtenAt, receivedAt, rev } = rest
  return filled<Fields['Comment']>({
    ...{ id: bare(id), observationId: bare(observation.id), authorId: bare(author.id) },
    ...{ markId: about && bare(about.id) },
    ...{ body, writtenAt, receivedAt, rev },
  })
}

export const decision = ({
  id,
  observation,
  by,
  verdict,
  reason,
  decidedAt,
}: Nested<'Decision'>): Fields['Decision'] =>
  filled<Fields['Decision']>({
    ...{ id: bare(id), observationId: bare(observation.id), byId: bare(by.id) },
    ...{ verdict, reason, decidedAt },
  })

export const amendment = ({ id, observation, author, ...rest }: Nested<'Amendment'>): Fields['Amendment'] => {
  const { kind, note, zone, objectNumber, procedure, because, became, answer, proposedAt, rev } = rest
  return filled<Fields['Amendment']>({
    ...{ id: bare(id), observationId: bare(observation.id), authorId: bare(author.id) },
    ...{ kind, note, zone, objectNumber, procedure, reason: because, state: became, answer, proposedAt, rev },
  })
}

export const endorsement = (from: Nested<'Endorsement'>): Fields['Endorsement'] =>
  filled<Fields['Endorsement']>({
    ...{ id: bare(from.id), observationId: bare(from.observation.id), byId: bare(from.by.id) },
    ...{ objectiveId: bare(from.shows.id), level: from.level, sentence: from.adds },
    ...{ givenAt: from.givenAt, rev: from.rev },
  })
