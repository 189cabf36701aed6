/** What a person does about what becomes of a commitment, each as the commands that say it. */
import { fresh, type Clock } from '../core/clock'
import type { Commitment, Uuid } from '../core/types'
import type { Notebook } from '../notebook'
import type { Write } from './book'
import * as say from './phrasing'

type Becoming = Pick<
  Notebook,
  'askAgreement' | 'takeAgreementBack' | 'addEvidence' | 'takeEvidenceAway' | 'sayBarrier' | 'followUp'
>

interface Means {
  write: Write
  commitment: (id: Uuid) => Commitment
  clock: Clock
}

export function becoming({ write, commitment, clock }: Means): Becoming {
  return {
    askAgreement: (id) => write(say.askAgreement(fresh(clock), commitment(id))),
    takeAgreementBack: (id) => write({ name: 'takeAgreementBack', input: { commitmentId: id } }),
    addEvidence: (id, draft) => write(say.addEvidence(fresh(clock), id, draft)),
    takeEvidenceAway: (id, commitmentId) => write({ name: 'takeEvidenceAway', input: { id, commitmentId } }),
    sayBarrier: (id, draft, known) => write(say.sayBarrier(known ?? fresh(clock), id, draft)),
    followUp: (id, draft, barrier) => write(say.followUp(id, draft, barrier, clock)),
  }
}
