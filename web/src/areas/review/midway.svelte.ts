/** What a mentor is in the middle of: it outlasts the step from one entry to the next. */
import type { Uuid } from '../../core/types'

class Midway {
  /** Several are selected, and approved with one act. */
  several = $state(false)
  chosen = $state<Uuid[]>([])
  /** Decisions that have not left this device, and what is said of them. */
  decided = $state.raw<readonly Uuid[]>([])
  words = $state('')

  start(several: boolean): void {
    this.several = several
    this.chosen = []
  }

  hasDecided(decided: readonly Uuid[], words: string): void {
    this.decided = decided
    this.words = words
  }
}

export const midway = new Midway()
