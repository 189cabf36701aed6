import { SvelteSet } from 'svelte/reactivity'
import { Trouble } from '../graph/trouble'
import { inOwnWords } from '../words/refusals'
import { locale, say, type Locale } from '../words/words'

/** Why something was not done, as its person reads it, and the field at fault where there is one. */
export interface Refusal {
  code: string
  words: string
  lang: Locale
  field: string | undefined
}

/**
 * Doing something at the museum: once more after its person has shown that it is them, and in the end done, away
 * or refused, which Refusal.svelte shows beside the field at fault.
 */
export class Attempts {
  refusal = $state.raw<Refusal>()
  again = $state<(() => void) | null>(null)
  /** The fields that say themselves what is wrong with them. */
  readonly fields = new SvelteSet<string>()
  readonly #away: () => string

  constructor(away = () => say('refusal.away')) {
    this.#away = away
  }

  async do(work: () => Promise<unknown>): Promise<void> {
    this.refusal = undefined
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      if (error.code === 'STEP_UP') this.again = () => void this.do(work)
      else this.refusal = await this.#read(error)
    }
  }

  /** What stands beside a field; without one, what stands beside none. */
  at(field: string | undefined): Refusal | undefined {
    const one = this.refusal
    if (one === undefined) return undefined
    return this.#nearest(one.field) === field ? one : undefined
  }

  /** Of `hosts.0.share` that field, else the part it is in, as far as one of them says what is wrong with it. */
  #nearest(field: string | undefined): string | undefined {
    if (field === undefined || this.fields.has(field)) return field
    const end = field.lastIndexOf('.')
    return this.#nearest(end < 0 ? undefined : field.slice(0, end))
  }

  async #read({ answered, code, sentence, field }: Trouble): Promise<Refusal> {
    const here = { lang: locale(), field: undefined }
    if (!answered) return { code: 'AWAY', words: this.#away(), ...here }
    if (sentence === '') return { code, words: say('refusal.unsaid'), ...here }
    return { code, field, ...(await inOwnWords(sentence)) }
  }
}
