/** What participant and mentor say to each other about an entry and a day, each as the commands that say it. */
import { fresh, type Clock } from '../core/clock'
import type { Observation, Picture, Uuid } from '../core/types'
import type { Notebook } from '../notebook'
import type { Write } from './book'
import * as say from './phrasing'

type Reviewing = Pick<
  Notebook,
  | 'withdrawObservation'
  | 'proposeAmendment'
  | 'withdrawAmendment'
  | 'answerAmendment'
  | 'giveEndorsement'
  | 'withdrawEndorsement'
  | 'writeDebrief'
  | 'sendAgain'
  | 'writeComment'
  | 'decide'
>

interface Means {
  write: Write
  observation: (id: Uuid) => Observation
  picture: () => Picture
  clock: Clock
}

export function reviewing({ write, observation, picture, clock }: Means): Reviewing {
  return {
    withdrawObservation: (id) =>
      write({ name: 'withdrawObservation', input: { id, from: observation(id).state } }),
    proposeAmendment: (id, fields, reason, from) =>
      write(say.propose(fresh(clock), observation(id), fields, reason), { draft: from }),
    withdrawAmendment: (id, observationId) =>
      write({ name: 'withdrawAmendment', input: { id } }, { photoOf: observationId }),
    answerAmendment(id, observationId, answer, reason, from) {
      const why = reason?.trim() || undefined
      const input = { id, answer, ...(why === undefined ? {} : { reason: why }) }
      return write({ name: 'answerAmendment', input }, { photoOf: observationId, draft: from })
    },
    giveEndorsement(observationId, objectiveId, level, sentence) {
      const more = sentence?.trim() ? { sentence: sentence.trim() } : {}
      const input = { id: fresh(clock), observationId, objectiveId, level, ...more }
      return write({ name: 'giveEndorsement', input })
    },
    withdrawEndorsement: (id, observationId) =>
      write({ name: 'withdrawEndorsement', input: { id } }, { photoOf: observationId }),
    writeDebrief(dayId, said, from) {
      const base = picture().debriefs.find((each) => each.id === dayId)?.rev ?? 0
      return write({ name: 'writeDebrief', input: { dayId, base, ...said } }, { draft: from })
    },
    sendAgain: (id) => write({ name: 'sendAgain', input: { id, from: observation(id).state } }),
    writeComment(observationId, body, from, about) {
      const markId = about === undefined ? {} : { markId: about }
      const input = { id: fresh(clock), observationId, body: body.trim(), ...markId }
      return write({ name: 'writeComment', input }, { draft: from })
    },
    async decide(id, verdict, reason, from) {
      const decision = fresh(clock)
      await write(say.decide(decision, observation(id), verdict, reason), {
        draft: from,
      })
      return decision
    },
  }
}
