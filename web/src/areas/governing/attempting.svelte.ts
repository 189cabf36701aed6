import { Trouble } from '../../graph/trouble'

/**
 * Doing something at the museum: once more after its person has shown that it is them, and in the end done, away
 * or refused, with the code of the refusal.
 */
export class Attempts {
  trouble = $state('')
  again = $state<(() => void) | null>(null)

  async do(work: () => Promise<void>): Promise<void> {
    this.trouble = ''
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      if (error.code === 'STEP_UP') this.again = () => void this.do(work)
      else this.trouble = error.answered ? (error.code ?? 'REFUSED') : 'AWAY'
    }
  }
}
