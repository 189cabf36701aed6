/** The notebook the screens hold: finds what they speak of, says it as a command, and shows the result. */
import { fresh, instant } from '../core/clock'
import type { Command } from '../core/commands'
import { isFull } from '../core/full'
import { inForce } from '../core/photo-rules'
import { senderLock } from '../core/turns'
import type { Commitment, Draft, DraftPart, Observation, SignedIn, Spoken, Uuid } from '../core/types'
import { Closed, connect, wipe } from '../local/database'
import { discardDraft, loadDraft, saveDraft } from '../local/drafts'
import { lock } from '../local/locking'
import { forgetCleared } from '../local/reading'
import { makeRoom } from '../local/room'
import { keepPiece, spokenInto } from '../local/speaking'
import { nothingUnsent, somethingClosed } from '../local/unsent'
import type { Left, Notebook } from '../notebook'
import { openBook, openUp, type Book, type More, type Platform } from './book'
import { attaching } from './attaching'
import { becoming } from './becoming'
import { photoUrl, preparePhoto } from './photos'
import { prepareRecording, recordingUrl } from './recordings'
import * as say from './phrasing'
import { reviewing } from './reviewing'
import { settling } from './settling'
import { createShowing } from './showing'
import { createWarming } from './warming'
import { digest } from '../worker/hashing'

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

  const acts = { write, observation, knownRules, picture: showing.picture, clock }

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
    ...attaching(acts),
    ...reviewing(acts),
    freshId: () => fresh(clock),
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
    ...settling({ ...acts, book: present, refresh: showing.refresh }),
  }
}
