/** Marks being set: what the hand does shows at once, and is written when it rests. */
import { drawn, moved, resized, WHOLE } from '../../core/regions'
import type { DraftMark, MarkKind, Region, Uuid } from '../../core/types'
import { halfWritten, type HalfWritten } from '../../shell/halfwritten'

/** As many as the museum takes on one photo. */
export const MOST = 50
const REST_MS = 1_000

export interface Setter {
  marks(): readonly DraftMark[]
  fresh(): Uuid
  set(mark: DraftMark): Promise<void>
  remove(id: Uuid): Promise<void>
}

export class Setting {
  chosen = $state('')
  tool = $state<'point' | 'box'>('point')
  /** Taken off, and still to be brought back with one press. */
  gone = $state.raw<DraftMark | null>(null)
  /** What is on the screen and not yet on the disk. */
  #pending = $state.raw<readonly DraftMark[]>([])
  #kind: MarkKind = 'LOOK'
  readonly #setter: Setter
  readonly #form: HalfWritten

  readonly marks: readonly DraftMark[] = $derived.by(() => {
    const there = this.#setter.marks()
    const waits = ({ id }: DraftMark): boolean => this.#pending.some((each) => each.id === id)
    return [...there.filter((each) => !waits(each)), ...this.#pending]
      .filter(({ id }) => id !== this.gone?.id)
      .sort((a, b) => a.number - b.number)
  })

  constructor(setter: Setter) {
    this.#setter = setter
    this.#form = halfWritten(() => this.#write(), REST_MS)
  }

  get full(): boolean {
    return this.marks.length >= MOST
  }

  get one(): DraftMark | undefined {
    return this.marks.find(({ id }) => id === this.chosen)
  }

  /** A new mark, with the number after the last. */
  place(region: Region): void {
    if (this.full) return
    const numbers = [...this.marks.map(({ number }) => number), this.gone?.number ?? 0]
    const number = Math.max(0, ...numbers) + 1
    const id = this.#setter.fresh()
    this.change({ ...region, id, number, kind: this.#kind, words: '' })
    this.chosen = id
  }

  placeInTheMiddle(): void {
    const middle = { x: WHOLE / 2, y: WHOLE / 2 }
    this.place(this.tool === 'point' ? middle : resized(middle, 1, 1))
  }

  draw(from: { x: number; y: number }, to: { x: number; y: number }): void {
    this.place(drawn(from, to))
  }

  change(mark: DraftMark): void {
    this.#kind = mark.kind
    this.#pending = [...this.#pending.filter(({ id }) => id !== mark.id), mark]
    this.#form.touch()
  }

  move(id: Uuid, right: number, down: number): void {
    const mark = this.marks.find((each) => each.id === id)
    if (mark !== undefined) this.change(moved(mark, right, down))
  }

  resize(id: Uuid, wider: number, higher: number): void {
    const mark = this.marks.find((each) => each.id === id)
    if (mark !== undefined) this.change(resized(mark, wider, higher))
  }

  /** Takes a mark off; it is gone for good when the next one goes, or the screen. */
  async remove(id: Uuid): Promise<void> {
    const mark = this.marks.find((each) => each.id === id)
    await this.#forget()
    if (mark === undefined) return
    this.gone = mark
    this.chosen = ''
  }

  bringBack(): void {
    this.chosen = this.gone?.id ?? ''
    this.gone = null
  }

  async #forget(): Promise<void> {
    const gone = this.gone
    this.gone = null
    if (gone === null) return
    this.#pending = this.#pending.filter(({ id }) => id !== gone.id)
    if (this.#setter.marks().some(({ id }) => id === gone.id)) await this.#setter.remove(gone.id)
  }

  async #write(): Promise<void> {
    for (const mark of this.#pending) {
      if (mark.id === this.gone?.id) continue
      await this.#setter.set(mark)
      this.#pending = this.#pending.filter((each) => each !== mark)
    }
  }

  /** Everything is on the disk, also what was taken off. */
  async done(): Promise<void> {
    await this.#form.flush()
    await this.#forget()
  }

  close(): void {
    this.#form.close()
    void this.#forget()
  }
}
