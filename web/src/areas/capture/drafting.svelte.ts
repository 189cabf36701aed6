/** A half-made entry: kept on the device at every pause, before every picker, and when the app is put away. */
import type {
  Audience,
  Draft,
  DraftPhoto,
  ObservationDraft,
  ObservationKind,
  Placement,
} from '../../core/types'
import { notebook } from '../../notebook'

export const KEY = 'observation'
const PAUSE_MS = 300

export class Drafting {
  note = $state('')
  kind = $state<ObservationKind>('ROUTINE')
  zone = $state('')
  objectNumber = $state('')
  procedure = $state('')
  tags = $state('')
  audience = $state<Audience | ''>('')
  promptId = $state('')
  dayId = $state('')
  photos = $state.raw<DraftPhoto[]>([])
  /** True once the device has what is on the screen. */
  saved = $state(false)
  /** Photos on their way from the camera: an entry is not kept without them. */
  developing = $state(0)
  #taking: Promise<unknown> = Promise.resolve()
  #changes = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #last: Promise<void> = Promise.resolve()
  #over = false

  get empty(): boolean {
    return this.note.trim() === '' && this.photos.length === 0 && this.developing === 0
  }

  taking(work: Promise<unknown>): void {
    this.developing += 1
    const done = work.finally(() => (this.developing -= 1))
    this.#taking = Promise.allSettled([this.#taking, done])
  }

  /** Resolves when every photo that was picked is here, or could not be read. */
  developed(): Promise<unknown> {
    return this.#taking
  }

  #fields(): Draft['fields'] {
    const { note, kind, zone, objectNumber, procedure, tags, audience, promptId, dayId } = this
    return { note, kind, zone, objectNumber, procedure, tags, audience, promptId, dayId }
  }

  /** Takes the kept draft back; true when there was one worth it. */
  async restore(): Promise<boolean> {
    const kept = await notebook.draft.load(KEY)
    if (kept === null) return false
    const text = (name: string): string => {
      const value = kept.fields[name]
      return typeof value === 'string' ? value : ''
    }
    this.note = text('note')
    this.kind = (text('kind') || 'ROUTINE') as ObservationKind
    this.zone = text('zone')
    this.objectNumber = text('objectNumber')
    this.procedure = text('procedure')
    this.tags = text('tags')
    this.audience = text('audience') as Audience | ''
    this.promptId = text('promptId')
    this.dayId = text('dayId')
    this.photos = kept.photos
    this.saved = !this.empty
    return this.saved
  }

  /** Something changed: save at the next pause. */
  touch(): void {
    this.#changes += 1
    this.saved = false
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS)
  }

  /** Saves now, one save after the other. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#over) return this.#last
    const draft: Draft = { fields: this.#fields(), photos: [...this.photos], route: '/capture' }
    const changes = this.#changes
    const write = async () => {
      await notebook.draft.save(KEY, draft)
      // Words typed meanwhile are not on the disk yet.
      if (changes === this.#changes) this.saved = !this.empty
    }
    // A failed save must not stop the next: what is on the screen is newer.
    this.#last = this.#last.then(write, write)
    return this.#last
  }

  describe(id: string, alt: string, decorative: boolean): void {
    this.photos = this.photos.map((photo) => {
      if (photo.id !== id) return photo
      const { alt: _alt, ...rest } = photo
      return decorative || alt.trim() === '' ? { ...rest, decorative } : { ...rest, alt, decorative }
    })
    this.touch()
  }

  /** What is handed in, plain: no proxies, no empty fields. */
  finished(placement: Placement): ObservationDraft {
    const said = <K extends string>(key: K, value: string) =>
      (value.trim() === '' ? {} : { [key]: value.trim() }) as Partial<Record<K, string>>
    return {
      placementId: placement.id,
      kind: this.kind,
      note: this.note.trim(),
      audience: this.audience || (placement.defaultAudience ?? 'ONLY_ME'),
      tags: this.tags
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
      photos: [...this.photos],
      ...said('zone', this.zone),
      ...said('objectNumber', this.objectNumber),
      ...said('procedure', this.procedure),
      ...said('promptId', this.promptId),
      ...said('dayId', this.dayId),
    }
  }

  /** Resolves when the entry is on disk; only then is the draft let go. */
  async keep(placement: Placement): Promise<string> {
    clearTimeout(this.#timer)
    const id = await notebook.captureObservation(this.finished(placement))
    await this.throwAway()
    return id
  }

  async throwAway(): Promise<void> {
    this.#over = true
    clearTimeout(this.#timer)
    await this.#last.catch(() => undefined)
    await notebook.draft.discard(KEY)
  }
}
