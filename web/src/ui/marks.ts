/** Why somebody points at a place, each with its icon. */
import type { MarkKind } from '../core/types'
import type { IconName } from './icon-names'

export const MARK_KINDS: readonly { kind: MarkKind; icon: IconName }[] = [
  { kind: 'LOOK', icon: 'search' },
  { kind: 'QUESTION', icon: 'circle-question-mark' },
  { kind: 'RISK', icon: 'hand' },
  { kind: 'IDEA', icon: 'lightbulb' },
]
