/** A half-made entry: kept on the device as it grows, before every picker, and when the app is put away. */
import { isFull } from '../../core/full'
import type {
  Audience,
  Draft,
  DraftPhoto,
  DraftRecording,
  ObservationDraft,
  ObservationKind,
  Placement,
} from '../../core/types'
import { notebook } from '../../notebook'
import { halfWritten } from '../../shell/halfwritten'

export const KEY = 'observation'

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
  recordings = $state.raw<DraftRecording[]>([])
  /** True once the device has what is on the screen. */
  saved = $state(false)
  /** Photos that are only on the screen: the device has no room for them. */
  homeless = $state.raw<readonly string[]>([])
  /** Photos on their way from the camera, or a recording under way: an entry is not kept without them. */
  developing = $state(0)
  #taking: Promise<unknown> = Promise.resolve()
  #changes = 0
  readonly #form = halfWritten(() => this.#save())

  get empty(): boolean {
    const parts = this.photos.length + this.recordings.length + this.developing
    return this.note.trim() === '' && parts === 0
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
    this.recordings = kept.recordings ?? []
    this.saved = !this.empty
    return this.saved
  }

  /** Something changed: it is saved in a moment. */
  touch(): void {
    this.#changes += 1
    this.saved = false
    this.#form.touch()
  }

  /** Saves now, one save after the other. */
  flush(): Promise<void> {
    return this.#form.flush()
  }

  /** The form goes; what it holds is saved on the way out. */
  close(): void {
    this.#form.close()
  }

  async #save(): Promise<void> {
    const changes = this.#changes
    const { photos, recordings } = this
    // What found no room is not tried at every letter: each failed write takes room of its own.
    const homed = photos.filter((photo) => !this.homeless.includes(photo.id))
    const parts = { photos: homed, recordings: [...recordings] }
    const draft: Draft = { fields: this.#fields(), ...parts, route: '/capture' }
    if (this.empty) return notebook.draft.discard(KEY)
    const homeless = await notebook.draft.save(KEY, draft)
    this.homeless = [...this.homeless, ...homeless]
    // Words typed meanwhile are not on the disk yet.
    if (changes === this.#changes) this.saved = true
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
      recordings: [...this.recordings],
      ...said('zone', this.zone),
      ...said('objectNumber', this.objectNumber),
      ...said('procedure', this.procedure),
      ...said('promptId', this.promptId),
      ...said('dayId', this.dayId),
    }
  }

  /**
   * Resolves when the entry is on disk; in the same moment the draft is gone. Where there is no room for all of it the
   * words are kept, then photo by photo; those that found none are handed back.
   */
  async keep(placement: Placement): Promise<{ id: string; left: DraftPhoto[] }> {
    const finished = this.finished(placement)
    const homeless = finished.photos.filter((photo) => this.homeless.includes(photo.id))
    if (homeless.length > 0 && finished.note !== '') {
      const homed = finished.photos.filter((photo) => !homeless.includes(photo))
      const id = await notebook.captureObservation({ ...finished, photos: homed }, KEY)
      await this.throwAway()
      return { id, left: await attachAll(id, homeless) }
    }
    try {
      const id = await notebook.captureObservation(finished, KEY)
      await this.throwAway()
      return { id, left: [] }
    } catch (error) {
      if (!isFull(error) || finished.note === '' || finished.photos.length === 0) throw error
    }
    const id = await notebook.captureObservation({ ...finished, photos: [] }, KEY)
    await this.throwAway()
    return { id, left: await attachAll(id, finished.photos) }
  }

  async throwAway(): Promise<void> {
    await this.#form.settle()
    await notebook.draft.discard(KEY)
  }
}

/** Hangs each photo on its entry; those for which there is no room come back. */
export async function attachAll(id: string, photos: readonly DraftPhoto[]): Promise<DraftPhoto[]> {
  const left: DraftPhoto[] = []
  for (const photo of photos)
    try {
      await notebook.attachPhoto(id, photo)
    } catch (error) {
      if (!isFull(error)) throw error
      left.push(photo)
    }
  return left
}
