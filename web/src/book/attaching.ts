/** What a person does with what hangs on an entry: photos, marks, recordings, care in handling, notices. */
import { fresh, type Clock } from '../core/clock'
import type { Observation, Picture, Uuid } from '../core/types'
import type { Notebook } from '../notebook'
import type { More, Write } from './book'
import * as say from './phrasing'

type Attaching = Pick<
  Notebook,
  | 'attachPhoto'
  | 'attachRecording'
  | 'noteHandling'
  | 'handOver'
  | 'placeNotice'
  | 'takeNoticeOff'
  | 'detachPhoto'
  | 'detachRecording'
  | 'sayConsent'
  | 'describePhoto'
  | 'mark'
  | 'removeMark'
>

interface Means {
  write: Write
  observation: (id: Uuid) => Observation
  knownRules: (placementId: Uuid) => Uuid[]
  picture: () => Picture
  clock: Clock
}

export function attaching({ write, observation, knownRules, picture, clock }: Means): Attaching {
  /** A command about a photo goes in the lane of its entry. */
  function onItsEntry(photoId: Uuid): More {
    const of = picture().observations.find((each) => each.photos.some(({ id }) => id === photoId))
    return of === undefined ? {} : { photoOf: of.id }
  }

  return {
    attachPhoto(id, photo) {
      const position = Math.max(-1, ...observation(id).photos.map((each) => each.position)) + 1
      const rules = knownRules(observation(id).placementId)
      const input = {
        observationId: id,
        photo: say.photoInput(photo, position),
        ...(rules.length === 0 ? {} : { rules }),
      }
      return write([{ name: 'attachPhoto', input }, ...say.marks([photo])], { photos: [photo], photoOf: id })
    },
    attachRecording(id, one) {
      const input = {
        observationId: id,
        recording: say.recordingInput(one, observation(id).recordings.length),
      }
      return write({ name: 'attachRecording', input }, { photos: [one] })
    },
    noteHandling(id, note) {
      const handling = { ...note, id: observation(id).handling?.id ?? fresh(clock) }
      return write({ name: 'noteHandling', input: { observationId: id, handling } })
    },
    handOver(id, reference) {
      const input = { observationId: id, ...(reference.trim() === '' ? {} : { reference: reference.trim() }) }
      return write({ name: 'handOver', input })
    },
    placeNotice: (notice) => write({ name: 'placeNotice', input: { ...notice, id: fresh(clock) } }),
    takeNoticeOff: (id, noticeId) =>
      write({ name: 'takeNoticeOff', input: { id: noticeId } }, { photoOf: observation(id).id }),
    detachPhoto: (id, photoId) =>
      write({ name: 'detachPhoto', input: { id: photoId } }, { photoOf: observation(id).id }),
    detachRecording: (id, recordingId) =>
      write({ name: 'detachRecording', input: { id: recordingId } }, { photoOf: observation(id).id }),
    sayConsent: (photoId, consent) =>
      write({ name: 'sayConsent', input: { id: photoId, consent } }, onItsEntry(photoId)),
    describePhoto(photoId, alt, decorative) {
      const input = { id: photoId, alt: decorative ? null : alt?.trim() || null, decorative }
      return write({ name: 'describePhoto', input }, onItsEntry(photoId))
    },
    mark(photoId, one) {
      const of = picture().observations.find((each) => each.photos.some(({ id }) => id === photoId))
      const shown = of?.marks.find(({ id }) => id === one.id)
      const said = shown === undefined ? say.mark(photoId, one) : say.editMark(shown, of?.rev ?? 0, one)
      return write(said, onItsEntry(photoId))
    },
    removeMark(id) {
      const of = picture().observations.find((each) => each.marks.some((mark) => mark.id === id))
      return write({ name: 'removeMark', input: { id } }, of === undefined ? {} : { photoOf: of.id })
    },
  }
}
