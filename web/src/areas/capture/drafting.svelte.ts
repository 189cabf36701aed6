/** A half-made entry: kept on the device as it grows, before every picker, and when the app is put away. */
import { isFull } from '../../core/full'
import { isRecording } from '../../core/types'
import type {
  Audience,
  Consent,
  Draft,
  DraftMark,
  DraftPhoto,
  DraftPart,
  DraftRecording,
  HandlingDraft,
  ObservationDraft,
  ObservationKind,
  Placement,
  Spoken,
} from '../../core/types'
import { notebook } from '../../notebook'
import { halfWritten } from '../../shell/halfwritten'
import type { Speaking } from './speaking.svelte'

export const KEY = 'observation'
const ROUTE = '/capture'
/** A handling note that nobody has begun. */
const NOTHING_NOTED: HandlingDraft = {
  severity: 'MODERATE',
  vulnerable: '',
  condition: '',
  care: '',
  avoid: '',
  needs: '',
}

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
  /** Notes about the object that were read before the camera opened. */
  read = $state.raw<readonly string[]>([])
  handling = $state.raw<HandlingDraft>(NOTHING_NOTED)
  photos = $state.raw<DraftPhoto[]>([])
  recordings = $state.raw<DraftRecording[]>([])
  /** True once the device has what is on the screen. */
  saved = $state(false)
  /** Photos and memos that are only on the screen: the device has no room for them. */
  homeless = $state.raw<readonly string[]>([])
  /** Photos on their way from the camera, or a recording under way: an entry is not kept without them. */
  developing = $state(0)
  #taking: Promise<unknown> = Promise.resolve()
  #speaking: Speaking | undefined
  /** Thrown away, or an entry now: what still comes in belongs nowhere. */
  #over = false
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

  /** Resolves when every photo that was picked is here, or could not be read, and what is being said has its end. */
  developed(): Promise<unknown> {
    this.#speaking?.end()
    return this.#taking
  }

  /** A piece of what is being said goes to the disk. */
  speak(piece: Spoken): Promise<boolean> {
    return this.#over ? Promise.resolve(true) : notebook.draft.speak({ key: KEY, route: ROUTE }, piece)
  }

  /** What is being said becomes a recording of this draft at its end; false when nothing was heard. */
  async listen(speaking: Speaking): Promise<boolean> {
    const work = this.#hear(speaking)
    this.taking(work)
    const heard = await work
    await this.flush().catch(() => undefined)
    return heard
  }

  async #hear(speaking: Speaking): Promise<boolean> {
    this.#speaking = speaking
    try {
      const recording = await speaking.over
      if (recording.size === 0) return false
      this.recordings = [...this.recordings, recording]
      return true
    } finally {
      this.#speaking = undefined
      this.touch()
    }
  }

  #fields(): Draft['fields'] {
    const { note, kind, zone, objectNumber, procedure, tags, audience, promptId, dayId } = this
    const handling = this.handling === NOTHING_NOTED ? '' : JSON.stringify(this.handling)
    const read = [...this.read]
    return { note, kind, zone, objectNumber, procedure, tags, audience, promptId, dayId, handling, read }
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
    const { handling, read } = kept.fields
    this.read = Array.isArray(read) ? read : []
    if (typeof handling === 'string' && handling !== '') this.handling = JSON.parse(handling) as HandlingDraft
    this.photos = kept.photos
    this.recordings = kept.recordings ?? []
    // What was being said when the page was killed is put on the disk whole.
    if (this.recordings.some(({ spoken }) => spoken !== undefined)) this.touch()
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
    if (this.#over) return
    // What found no room is not tried at every letter: each failed write takes room of its own.
    const homed = ({ id }: DraftPart): boolean => !this.homeless.includes(id)
    const parts = { photos: this.photos.filter(homed), recordings: this.recordings.filter(homed) }
    const under = this.#speaking === undefined ? [] : [this.#speaking.id]
    const speaking = [...under, ...this.recordings.flatMap(({ spoken }) => spoken ?? [])]
    const draft: Draft = { fields: this.#fields(), ...parts, speaking, route: ROUTE }
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

  point(id: string, marks: DraftMark[]): void {
    this.photos = this.photos.map((photo) => (photo.id === id ? { ...photo, marks } : photo))
    this.touch()
  }

  /** Who is in a photo, as it was said. */
  consent(id: string, consent: Consent): void {
    this.photos = this.photos.map((photo) => (photo.id === id ? { ...photo, consent } : photo))
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
      ...(this.kind === 'HANDLING' && this.objectNumber.trim() !== '' && this.handling !== NOTHING_NOTED
        ? { handling: this.handling }
        : {}),
    }
  }

  /**
   * Resolves when the entry is on disk; in the same moment the draft is gone. Where there is no room for all of it the
   * words are kept, then photo by photo and memo by memo; those that found none are handed back.
   */
  async keep(placement: Placement): Promise<{ id: string; left: DraftPart[] }> {
    const finished = this.finished(placement)
    await this.#form.settle()
    this.#over = true
    try {
      return await keepWhole(finished, this.homeless)
    } catch (error) {
      this.#over = false
      this.touch()
      throw error
    }
  }

  async throwAway(): Promise<void> {
    this.#over = true
    await this.#form.settle()
    await notebook.draft.discard(KEY)
  }
}

async function keepWhole(
  finished: ObservationDraft,
  homeless: readonly string[],
): Promise<{ id: string; left: DraftPart[] }> {
  const parts: DraftPart[] = [...finished.photos, ...(finished.recordings ?? [])]
  const away = parts.filter(({ id }) => homeless.includes(id))
  const keep = async (left: readonly DraftPart[]): Promise<{ id: string; left: DraftPart[] }> => {
    const fits = ({ id }: DraftPart): boolean => left.every((each) => each.id !== id)
    const photos = finished.photos.filter(fits)
    const recordings = (finished.recordings ?? []).filter(fits)
    const id = await notebook.captureObservation({ ...finished, photos, recordings }, KEY)
    return { id, left: await attachAll(id, left) }
  }
  if (finished.note === '') return keep([])
  try {
    return await keep(away)
  } catch (error) {
    if (!isFull(error) || parts.length === away.length) throw error
  }
  return keep(parts)
}

/** Hangs each photo and memo on its entry; those for which there is no room come back. */
export async function attachAll(id: string, parts: readonly DraftPart[]): Promise<DraftPart[]> {
  const left: DraftPart[] = []
  for (const part of parts)
    try {
      await (isRecording(part) ? notebook.attachRecording(id, part) : notebook.attachPhoto(id, part))
    } catch (error) {
      if (!isFull(error)) throw error
      left.push(part)
    }
  return left
}
