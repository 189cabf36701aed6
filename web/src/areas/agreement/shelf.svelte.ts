/** What is half written of an agreement, kept on this device until the museum has it. */
import { untrack } from 'svelte'
import { notebook } from '../../notebook'
import { halfWritten } from '../../shell/halfwritten'

export class Shelf<Kept extends object> {
  saved = $state(false)
  readonly #key: string
  readonly #form

  constructor(key: string, route: string, words: () => Kept) {
    this.#key = key
    this.#form = halfWritten(async () => {
      const fields = { words: JSON.stringify(words()) }
      await notebook.draft.save(key, { fields, photos: [], route })
      this.saved = true
    })
  }

  async load(): Promise<Kept | undefined> {
    const draft = await notebook.draft.load(this.#key)
    return draft === null ? undefined : (JSON.parse(String(draft.fields['words'])) as Kept)
  }

  /** Something was written. */
  touch(): void {
    untrack(() => {
      this.saved = false
      this.#form.touch()
    })
  }

  /** The museum has it, or nobody wants it any more. */
  async clear(): Promise<void> {
    await this.#form.settle()
    await notebook.draft.discard(this.#key)
    this.saved = false
  }

  close(): void {
    this.#form.close()
  }
}
