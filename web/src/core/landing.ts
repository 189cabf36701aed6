/** What becomes of a commitment: what is asked when, and one's own unsent answers laid over what the museum has. */
import type { Command } from './commands'
import { daysFrom } from './days'
import type { Agreement, Commitment, Instant, Landing, PlainDate } from './types'

/** Days after the due day on which it is asked what became of a commitment. The museum counts the same. */
export const AFTER = [30, 90, 180] as const

/** The question that is open today: the latest that has come, unless it was answered. Earlier ones are passed over. */
export function askedNow(commitment: Commitment, today: PlainDate): number | undefined {
  if (commitment.state === 'DROPPED') return undefined
  const last = AFTER.findLast((days) => daysFrom(commitment.dueOn, days) <= today)
  return commitment.followUps?.some((each) => each.days === last) === true ? undefined : last
}

/** What was asked of the home manager last, unless that was taken back. */
export function agreement(commitment: Commitment): Agreement | undefined {
  const last = commitment.agreements?.at(-1)
  return last?.answer === 'TAKEN_BACK' ? undefined : last
}

export type Need = 'change' | 'follow' | 'overdue'

/** What a commitment needs of its author today, the most pressing first. */
export function needOf(commitment: Commitment, today: PlainDate): Need | undefined {
  if (commitment.state === 'DROPPED') return undefined
  if (agreement(commitment)?.answer === 'TO_CHANGE' && commitment.state !== 'DONE') return 'change'
  if (askedNow(commitment, today) !== undefined) return 'follow'
  return commitment.state !== 'DONE' && commitment.dueOn < today ? 'overdue' : undefined
}

/** Whether it is done at home, by its author's word. */
export const hasLanded = (commitment: Commitment): boolean =>
  commitment.state === 'DONE' || commitment.followUps?.some((each) => each.howFar === 'FULLY') === true

type OnLanding = Extract<
  Command,
  {
    name:
      | 'askAgreement'
      | 'takeAgreementBack'
      | 'addEvidence'
      | 'takeEvidenceAway'
      | 'sayBarrier'
      | 'followUpCommitment'
  }
>

/** Puts one thing into a list in place of what has its id, else at the end. */
function put<T extends { id: string }>(list: readonly T[] | undefined, one: T): T[] {
  const here = list ?? []
  return here.some((each) => each.id === one.id)
    ? here.map((each) => (each.id === one.id ? one : each))
    : [...here, one]
}

/** The lists of a commitment after one's own unsent op. */
export function landed(commitment: Commitment, command: OnLanding, at: Instant): Landing {
  switch (command.name) {
    case 'askAgreement': {
      const asked = { id: command.input.id, answer: 'ASKED' as const, askedAt: at }
      return agreement(commitment)?.answer === 'ASKED'
        ? {}
        : { agreements: put(commitment.agreements, asked) }
    }
    case 'takeAgreementBack':
      return {
        agreements: (commitment.agreements ?? []).map((each, place, all) =>
          place === all.length - 1 ? { ...each, answer: 'TAKEN_BACK' } : each,
        ),
      }
    case 'addEvidence': {
      const { commitmentId: _of, ...one } = command.input
      return { evidence: put(commitment.evidence, { ...one, addedAt: at }) }
    }
    case 'takeEvidenceAway':
      return { evidence: (commitment.evidence ?? []).filter((each) => each.id !== command.input.id) }
    case 'sayBarrier': {
      const { commitmentId: _of, ...one } = command.input
      return { barriers: put(commitment.barriers, { ...one, saidAt: at }) }
    }
    case 'followUpCommitment': {
      const { commitmentId: _of, ...one } = command.input
      const others = (commitment.followUps ?? []).filter((each) => each.days !== one.days)
      return { followUps: [...others, { ...one, saidAt: at }].sort((a, b) => a.days - b.days) }
    }
  }
}
