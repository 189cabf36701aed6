import { SvelteSet } from 'svelte/reactivity'
import type { Attempts } from '../../ui/attempting.svelte'
import type { Span } from './frame'

interface Moved extends Span {
  key: string
}

/** Moving bars: each is saved one after the other, what was moved again meanwhile once more; and the way back. */
export class Moves {
  /** What was moved last, as it stood before. */
  last = $state.raw<Moved>()
  busy = $state(false)
  /** The museum said no: what is shown is not what it keeps. */
  failed = $state(false)
  readonly #waiting = new SvelteSet<string>()
  readonly #attempts: Attempts
  readonly #save: (key: string) => Promise<void>

  constructor(attempts: Attempts, save: (key: string) => Promise<void>) {
    this.#attempts = attempts
    this.#save = save
  }

  move({ key, first, last }: Moved): void {
    if (this.last?.key !== key) this.last = { key, first, last }
    this.#keep(key)
  }

  /** Where it was before; it goes there again. */
  back(): Moved | undefined {
    const before = this.last
    this.last = undefined
    if (before !== undefined) queueMicrotask(() => this.#keep(before.key))
    return before
  }

  forget(): void {
    this.last = undefined
  }

  #keep(key: string): void {
    this.#waiting.add(key)
    if (!this.busy) void this.#drain()
  }

  async #drain(): Promise<void> {
    this.busy = true
    this.failed = false
    for (let key = this.#next(); key !== undefined; key = this.#next()) {
      const one = key
      await this.#attempts.do(() => this.#save(one))
      if (this.#attempts.refusal === undefined) continue
      this.#waiting.clear()
      this.last = undefined
      this.failed = true
    }
    this.busy = false
  }

  #next(): string | undefined {
    const [key] = this.#waiting
    if (key !== undefined) this.#waiting.delete(key)
    return key
  }
}
