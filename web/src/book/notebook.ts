/** The notebook the screens hold: finds what they speak of, says it as a command, and shows the result. */
import { fresh, instant } from '../core/clock'
import type { Command } from '../core/commands'
import { isFull } from '../core/full'
import { inForce } from '../core/photo-rules'
import { senderLock } from '../core/turns'
import type { Commitment, Draft, DraftPart, Mark, Observation, SignedIn, Spoken, Uuid } from '../core/types'
import { Closed, connect, wipe } from '../local/database'
import { discardDraft, loadDraft, saveDraft } from '../local/drafts'
import { lock } from '../local/locking'
import { forgetCleared } from '../local/reading'
import { makeRoom } from '../local/room'
import { keepPiece, spokenInto } from '../local/speaking'
import { nothingUnsent, somethingClosed } from '../local/unsent'
import type { Left, Notebook } from '../notebook'
import { openBook, openUp, type Book, type More, type Platform } from './book'
import { becoming } from './becoming'
import { photoUrl, preparePhoto } from './photos'
import { prepareRecording, recordingUrl } from './recordings'
import * as say from './phrasing'
import { createShowing } from './showing'
import { createWarming } from './warming'
import { digest } from '../worker/hashing'

/** What an entry can go on without. */
const LEFT_OUT: ReadonlySet<string> = new Set(['PHOTO_REFUSED', 'PHOTO_UNREADABLE', 'RECORDING_UNREADABLE'])

const sizeOf = (parts: readonly DraftPart[] = []): number => parts.reduce((sum, part) => sum + part.size, 0)

export function createNotebook(platform: Platform): Notebook {
  let book: (Book & { me: { id: Uuid; name: string; locale: string; memberships: [] } }) | undefined
  const showing = createShowing(() => book)
  const { clock, keepThumb } = platform
  if (keepThumb !== undefined) showing.subscribe(createWarming((id) => keepThumb(id)))

  function present(): Book {
    if (book === undefined) throw new Error('No notebook is open.')
    return book
  }

  function observation(id: Uuid): Observation {
    const found = showing.picture().observations.find((each) => each.id === id)
    if (found === undefined) throw new Error('This entry is not on this device.')
    return found
  }

  function commitment(id: Uuid): Commitment {
    const found = showing.picture().commitments.find((each) => each.id === id)
    if (found === undefined) throw new Error('This commitment is not on this device.')
    return found
  }

  /** The rules for photos that this device knows of the host of a placement. */
  function knownRules(placementId: Uuid): Uuid[] {
    const { placements, photoRules } = showing.picture()
    const host = placements.find((each) => each.id === placementId)?.hostId
    return inForce(photoRules, host, instant(clock.now())).map(({ id }) => id)
  }

  async function room(wanted: number): Promise<number> {
    const made = book === undefined ? 0 : await makeRoom(book.connection, wanted, clock.now())
    if (made > 0) await showing.refresh()
    return made
  }

  /** Writes, and waits until the screens can see it: what comes next builds on it. */
  async function write(said: Command | undefined | (Command | undefined)[], more?: More): Promise<void> {
    const commands = [said].flat().filter((each) => each !== undefined)
    if (commands.length === 0 && more?.draft === undefined) return
    try {
      await present().write(commands, more)
    } catch (error) {
      // Photos the museum has signed for give way to new work; then it is tried once more.
      if (!isFull(error) || (await room(sizeOf(more?.photos))) === 0) throw error
      await present().write(commands, more)
    }
    await showing.refresh().catch(platform.fault)
  }

  async function saveDrafted(key: string, draft: Draft): Promise<Uuid[]> {
    const save = (): Promise<Uuid[]> => saveDraft(present().connection, key, draft, instant(clock.now()))
    const homeless = await save()
    if (homeless.length === 0 || (await room(sizeOf([...draft.photos, ...(draft.recordings ?? [])]))) === 0)
      return homeless
    return save()
  }

  /** What was being said when the page was killed is a recording of the draft, as far as it came. */
  async function loadDrafted(key: string): Promise<Draft | null> {
    const { connection } = present()
    const draft = await loadDraft(connection, key)
    if (draft === null) return null
    const recordings = draft.recordings ?? []
    for (const { id, mime, durationMs, bytes } of await spokenInto(connection, key))
      recordings.push(await prepareRecording(new Blob([bytes], { type: mime }), durationMs, clock, id))
    return { ...draft, recordings }
  }

  async function speak(draft: { key: string; route: string }, said: Spoken): Promise<boolean> {
    const { connection } = present()
    const keep = () => keepPiece(connection, draft, said, fresh(clock), instant(clock.now()))
    try {
      return await keep()
    } catch (error) {
      if (!isFull(error) || (await room(said.bytes.byteLength)) === 0) throw error
      return keep()
    }
  }

  async function open(person: SignedIn): Promise<void> {
    if (book?.person.id === person.person.id) {
      if (person.lock !== undefined) book.closed = !(await openUp(book.connection, person.lock))
      book.resume()
      return showing.refresh()
    }
    await close()
    const opened = await openBook(person, platform, () => void showing.refresh(), showing.redraw)
    book = {
      ...opened,
      me: { ...person.person, memberships: [] },
      sending: () => ({ ...opened.sending(), closed: book?.closed === true }),
    }
    await showing.refresh()
    opened.resume()
  }

  async function close(): Promise<void> {
    const last = book
    book = undefined
    showing.clear()
    await last?.close()
  }

  async function leave(evenUnsent = false): Promise<Left> {
    const { connection, person } = present()
    const gone = await nothingUnsent(connection).then(
      () => false,
      (error: unknown) => error instanceof Closed,
    )
    if (gone) {
      // Another tab has taken it off this device already.
      await close()
      return 'wiped'
    }
    const safe = await nothingUnsent(connection)
    // How much is closed nobody can say here, so nobody can have agreed to lose it.
    const closed = await somethingClosed(connection)
    await close()
    let left: Left = 'wiped'
    const turn = platform.afterSending?.(senderLock(person.id)) ?? ((work) => work())
    await turn(async () => {
      left = closed || (!safe && !evenUnsent) ? await closeUp(person.id) : await wipeAll(person.id)
    })
    return left
  }

  async function closeUp(person: Uuid): Promise<Left> {
    const alone = connect(person)
    // A disk too full to close it keeps it as it is: losing it would be worse.
    const locked = await lock(alone).catch(() => false)
    await alone.close()
    return locked ? 'locked' : 'kept'
  }

  async function wipeAll(person: Uuid): Promise<Left> {
    await wipe(person)
    platform.witness?.keep(person, undefined)
    return 'wiped'
  }

  /** A command about a photo goes in the lane of its entry. */
  function onItsEntry(photoId: Uuid): More {
    const of = showing.picture().observations.find((each) => each.photos.some(({ id }) => id === photoId))
    return of === undefined ? {} : { photoOf: of.id }
  }

  /** The mark whose words are called so among the texts of its entry. */
  function markCalled(field: string): Mark | undefined {
    const id = field.slice('mark:'.length)
    return showing
      .picture()
      .observations.flatMap((each) => each.marks)
      .find((each) => each.id === id)
  }

  /** The entry an id of the sync page speaks of, as ops name it. */
  function subjectOf(id: Uuid): string {
    const { observations, commitments } = showing.picture()
    if (observations.some((each) => each.id === id)) return `Observation:${id}`
    if (commitments.some((each) => each.id === id)) return `Commitment:${id}`
    if (showing.picture().debriefs.some((each) => each.id === id)) return `Debrief:${id}`
    if (observations.some((each) => each.comments.some((comment) => comment.id === id)))
      return `Comment:${id}`
    if (observations.some((each) => each.decisions.some((decision) => decision.id === id)))
      return `Decision:${id}`
    return ''
  }

  async function settle(id: Uuid, choice: 'retry' | 'discard'): Promise<void> {
    const picture = showing.picture()
    const subject = subjectOf(id) || (await present().subjectOf(id))
    const shown = picture.observations.find((each) => each.id === id)
    if (choice === 'retry') await present().retry(subject, picture)
    else {
      if (shown !== undefined && LEFT_OUT.has(shown.entry.code ?? '')) {
        const { photos, recordings } = await present().refusedParts(id, shown)
        for (const photo of photos)
          await write({ name: 'detachPhoto', input: { id: photo } }, { photoOf: id })
        for (const recording of recordings)
          await write({ name: 'detachRecording', input: { id: recording } }, { photoOf: id })
      }
      await present().discard(subject)
    }
    await showing.refresh()
  }

  /** The museum shows whichever wording came last, so the chosen one is said once more. */
  async function chooseWording(id: Uuid, field: string, words: string): Promise<void> {
    const marked = field.startsWith('mark:') ? markCalled(field) : undefined
    const promised = showing.picture().commitments.find((each) => each.id === id)
    await write(
      marked !== undefined
        ? say.editMark(marked, observation(id).rev, { ...marked, words })
        : promised === undefined
          ? say.edit(observation(id), { [field]: words })
          : say.editCommitment(promised, { [field]: words }),
      { photoOf: id },
    )
    await present().settleWordings(subjectOf(id), field)
    await showing.refresh()
  }

  return {
    subscribe: showing.subscribe,
    open,
    close,
    leave,
    async captureObservation(draft, from) {
      const id = fresh(clock)
      const photos = [...draft.photos, ...(draft.recordings ?? [])]
      await write(
        [say.capture(id, draft, knownRules(draft.placementId), clock), ...say.marks(draft.photos)],
        {
          ...{ photos, draft: from, photoOf: id },
        },
      )
      return id
    },
    editObservation(id, fields, tags, from) {
      const shown = observation(id)
      return write([say.edit(shown, fields), ...say.retag(shown, tags, clock)], { draft: from })
    },
    reclassifyObservation: (id, to) => write(say.reclassify('reclassifyObservation', observation(id), to)),
    restrictObservation: (id, why, custodians) =>
      write({ name: 'restrictObservation', input: { id, why, custodians } }),
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
    sayConsent: (photoId, consent) =>
      write({ name: 'sayConsent', input: { id: photoId, consent } }, onItsEntry(photoId)),
    describePhoto(photoId, alt, decorative) {
      const input = { id: photoId, alt: decorative ? null : alt?.trim() || null, decorative }
      return write({ name: 'describePhoto', input }, onItsEntry(photoId))
    },
    mark(photoId, one) {
      const of = showing.picture().observations.find((each) => each.photos.some(({ id }) => id === photoId))
      const shown = of?.marks.find(({ id }) => id === one.id)
      const said = shown === undefined ? say.mark(photoId, one) : say.editMark(shown, of?.rev ?? 0, one)
      return write(said, onItsEntry(photoId))
    },
    freshId: () => fresh(clock),
    removeMark(id) {
      const of = showing.picture().observations.find((each) => each.marks.some((mark) => mark.id === id))
      return write({ name: 'removeMark', input: { id } }, of === undefined ? {} : { photoOf: of.id })
    },
    withdrawObservation: (id) =>
      write({ name: 'withdrawObservation', input: { id, from: observation(id).state } }),
    proposeAmendment: (id, fields, reason, from) =>
      write(say.propose(fresh(clock), observation(id), fields, reason), { draft: from }),
    withdrawAmendment: (id, observationId) =>
      write({ name: 'withdrawAmendment', input: { id } }, { photoOf: observationId }),
    answerAmendment(id, observationId, answer, reason, from) {
      const why = reason?.trim() || undefined
      const input = { id, answer, ...(why === undefined ? {} : { reason: why }) }
      return write({ name: 'answerAmendment', input }, { photoOf: observationId, draft: from })
    },
    giveEndorsement(observationId, objectiveId, level, sentence) {
      const more = sentence?.trim() ? { sentence: sentence.trim() } : {}
      const input = { id: fresh(clock), observationId, objectiveId, level, ...more }
      return write({ name: 'giveEndorsement', input })
    },
    withdrawEndorsement: (id, observationId) =>
      write({ name: 'withdrawEndorsement', input: { id } }, { photoOf: observationId }),
    writeDebrief(dayId, said, from) {
      const base = showing.picture().debriefs.find((each) => each.id === dayId)?.rev ?? 0
      return write({ name: 'writeDebrief', input: { dayId, base, ...said } }, { draft: from })
    },
    sendAgain: (id) => write({ name: 'sendAgain', input: { id, from: observation(id).state } }),
    removeObservation: (id) => write({ name: 'removeObservation', input: { id, base: observation(id).rev } }),
    async makeCommitment(draft, from) {
      const id = fresh(clock)
      await write(say.commit(id, draft, clock), { draft: from })
      return id
    },
    editCommitment: (id, fields, from) => write(say.editCommitment(commitment(id), fields), { draft: from }),
    moveCommitment: (id, to) => write(say.move(commitment(id), to)),
    ...becoming({ write, commitment, clock }),
    reclassifyCommitment: (id, to) => write(say.reclassify('reclassifyCommitment', commitment(id), to)),
    writeComment(observationId, body, from, about) {
      const markId = about === undefined ? {} : { markId: about }
      const input = { id: fresh(clock), observationId, body: body.trim(), ...markId }
      return write({ name: 'writeComment', input }, { draft: from })
    },
    async decide(id, verdict, reason, from) {
      const decision = fresh(clock)
      await write(say.decide(decision, observation(id), verdict, reason), {
        draft: from,
      })
      return decision
    },
    async undecide(id) {
      const ops = await present().connection.withDb((db) => db.getAll('ops'))
      const op = ops.find((each) => each.subject === `Decision:${id}`)
      const taken = op !== undefined && (await present().takeBack(op.opId))
      await showing.refresh()
      return taken
    },
    confide: (said, from) =>
      write({ name: 'confide', input: { id: crypto.randomUUID(), ...said } }, { draft: from }),
    chooseAudience: (placementId, audience) =>
      write({ name: 'chooseAudience', input: { placementId, audience } }),
    async takeBack(opId) {
      const back = await present().takeBack(opId)
      await showing.refresh()
      return back
    },
    async holdOn(opId) {
      await present().holdOn(opId)
      await showing.refresh()
    },
    draft: {
      load: loadDrafted,
      speak,
      save: saveDrafted,
      discard: (key) => discardDraft(present().connection, key),
    },
    preparePhoto: (file) => preparePhoto(file, clock),
    prepareRecording: (file, durationMs, spoken) => prepareRecording(file, durationMs, clock, spoken),
    recordingUrl: (id) => recordingUrl(present().connection, id),
    photoUrl: (id, size) => photoUrl(present().connection, id, size),
    tryNow: () => present().tryNow(),
    async exportUnsent() {
      const { connection, person } = present()
      const { exportUnsent } = await import('./exporting')
      return exportUnsent(connection, person.id, instant(clock.now()))
    },
    async importUnsent(file) {
      const { connection, person, resume } = present()
      const { importUnsent } = await import('./importing')
      const taken = await importUnsent(connection, person.id, await file.text(), digest)
      await showing.refresh()
      resume()
      return taken
    },
    receipts: () =>
      present().connection.withDb(async (db) => (await db.getAll('receipts')).map(({ text }) => text)),
    makeRoom: room,
    async readCleared() {
      await forgetCleared(present().connection)
      await showing.refresh()
    },
    canLock: () => present().connection.withDb(async (db) => (await db.getKey('meta', 'lock')) !== undefined),
    chooseWording,
    settle,
  }
}
