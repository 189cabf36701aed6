/** What a person decides about what met something else: try again, let go, or which wording stands. */
import type { Mark, Observation, Picture, Uuid } from '../core/types'
import type { Notebook } from '../notebook'
import type { Book, Write } from './book'
import * as say from './phrasing'

/** What an entry can go on without. */
const LEFT_OUT: ReadonlySet<string> = new Set(['PHOTO_REFUSED', 'PHOTO_UNREADABLE', 'RECORDING_UNREADABLE'])

type Settling = Pick<Notebook, 'settle' | 'chooseWording'>

interface Means {
  write: Write
  observation: (id: Uuid) => Observation
  picture: () => Picture
  book: () => Book
  refresh: () => Promise<void>
}

export function settling({ write, observation, picture, book, refresh }: Means): Settling {
  /** The mark whose words are called so among the texts of its entry. */
  function markCalled(field: string): Mark | undefined {
    const id = field.slice('mark:'.length)
    return picture()
      .observations.flatMap((each) => each.marks)
      .find((each) => each.id === id)
  }

  /** The entry an id of the sync page speaks of, as ops name it. */
  function subjectOf(id: Uuid): string {
    const { observations, commitments } = picture()
    if (observations.some((each) => each.id === id)) return `Observation:${id}`
    if (commitments.some((each) => each.id === id)) return `Commitment:${id}`
    if (picture().debriefs.some((each) => each.id === id)) return `Debrief:${id}`
    if (observations.some((each) => each.comments.some((comment) => comment.id === id)))
      return `Comment:${id}`
    if (observations.some((each) => each.decisions.some((decision) => decision.id === id)))
      return `Decision:${id}`
    return ''
  }

  async function settle(id: Uuid, choice: 'retry' | 'discard'): Promise<void> {
    const seen = picture()
    const subject = subjectOf(id) || (await book().subjectOf(id))
    const shown = seen.observations.find((each) => each.id === id)
    if (choice === 'retry') await book().retry(subject, seen)
    else {
      if (shown !== undefined && LEFT_OUT.has(shown.entry.code ?? '')) {
        const { photos, recordings } = await book().refusedParts(id, shown)
        for (const photo of photos)
          await write({ name: 'detachPhoto', input: { id: photo } }, { photoOf: id })
        for (const recording of recordings)
          await write({ name: 'detachRecording', input: { id: recording } }, { photoOf: id })
      }
      await book().discard(subject)
    }
    await refresh()
  }

  /** The museum shows whichever wording came last, so the chosen one is said once more. */
  async function chooseWording(id: Uuid, field: string, words: string): Promise<void> {
    const marked = field.startsWith('mark:') ? markCalled(field) : undefined
    const promised = picture().commitments.find((each) => each.id === id)
    await write(
      marked !== undefined
        ? say.editMark(marked, observation(id).rev, { ...marked, words })
        : promised === undefined
          ? say.edit(observation(id), { [field]: words })
          : say.editCommitment(promised, { [field]: words }),
      { photoOf: id },
    )
    await book().settleWordings(subjectOf(id), field)
    await refresh()
  }

  return { settle, chooseWording }
}
