/** How far an agreement has come, in a sentence. */
import type { Listed } from '../../graph/agreements'
import { say } from '../../words/words'

export function standing(one: Pick<Listed, 'state' | 'inForce' | 'myTurn'>): string {
  if (one.state === 'IN_FORCE') return say('terms.inForce')
  if (one.state === 'REFUSED') return say('terms.refused')
  if (one.inForce !== null) return say('terms.amending', { number: one.inForce })
  return say(one.myTurn ? 'terms.yourTurn' : 'terms.waiting')
}
