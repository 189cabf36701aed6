/** From debriefs and commitments, as the graph answers them, to the fields of rows. */
import { bare } from '../core/ids'
import type { Fields } from '../core/rows'
import type { Agreement, Barrier, Evidence, FollowUp, Landing } from '../core/types'
import { filled, refer, type Nested } from './given'

export const debrief = ({ id, author, drawnFrom, ...rest }: Nested<'Debrief'>): Fields['Debrief'] => {
  const { happened, soWhat, changes, stays, audience, writtenAt, rev } = rest
  return {
    ...{ id: bare(id), authorId: bare(author.id), drawnFrom: [...drawnFrom] },
    ...{ happened, soWhat, changes, stays, audience, writtenAt, rev },
  }
}

/** What became of a commitment; what is empty is missing. */
function landing(from: Nested<'Commitment'>): Landing {
  const some = <T>(list: T[]): T[] | null => (list.length === 0 ? null : list)
  return filled<Landing>({
    agreements: some(
      from.agreements.map(({ id, answer, asked, askedAt, answeredAt }) =>
        filled<Agreement>({ id: bare(id), answer, reason: asked, askedAt, answeredAt }),
      ),
    ),
    evidence: some(
      from.evidence.map(({ id, shows, words, at, url, photo: of, addedAt }) =>
        filled<Evidence>({
          ...{ id: bare(id), kind: shows, words, place: at, url, photoId: refer(of), addedAt },
        }),
      ),
    ),
    barriers: some(from.barriers.map(({ id, ...one }) => filled<Barrier>({ id: bare(id), ...one }))),
    followUps: some(from.followUps.map(({ id, ...one }) => filled<FollowUp>({ id: bare(id), ...one }))),
  })
}

export const commitment = (from: Nested<'Commitment'>): Fields['Commitment'] => {
  const { sentence, dueOn, progress, audience, capturedAt, receivedAt, changedAt, rev } = from
  return filled<Fields['Commitment']>({
    ...{ id: bare(from.id), placementId: bare(from.placement.id), authorId: bare(from.author.id) },
    ...{
      observationId: refer(from.about),
      dayId: refer(from.debriefed),
      sentence,
      dueOn,
      state: progress,
      audience,
    },
    ...{ capturedAt, receivedAt, changedAt, rev },
    ...landing(from),
  })
}
