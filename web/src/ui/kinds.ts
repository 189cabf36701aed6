/** The five kinds of entry and the icon of each. */
import type { ObservationKind } from '../core/types'
import type { IconName } from './icon-names'

export const KINDS: readonly { kind: ObservationKind; icon: IconName }[] = [
  { kind: 'ROUTINE', icon: 'repeat' },
  { kind: 'QUESTION', icon: 'circle-question-mark' },
  { kind: 'FRICTION', icon: 'construction' },
  { kind: 'IDEA', icon: 'lightbulb' },
  { kind: 'HANDLING', icon: 'hand' },
]

export function iconOf(kind: ObservationKind): IconName {
  return KINDS.find((each) => each.kind === kind)?.icon ?? 'repeat'
}
