/** From what a person did on a screen to the command that says it, given what they were looking at. */
import { fresh, type Clock } from '../core/clock'
import { agreement } from '../core/landing'
import type { Command } from '../core/commands'
import type { Inputs, PhotoInput, RecordingInput } from '../core/inputs'
import type {
  Audience,
  BarrierDraft,
  EvidenceDraft,
  FollowUpDraft,
  Commitment,
  CommitmentDraft,
  CommitmentEdit,
  CommitmentState,
  DraftMark,
  DraftPhoto,
  DraftRecording,
  Mark,
  Observation,
  ObservationDraft,
  ObservationEdit,
  Region,
  Tag,
  Uuid,
  Verdict,
} from '../core/types'

/** Trims, and drops what is empty. */
function said(text: string | undefined): string | undefined {
  const trimmed = text?.trim()
  return trimmed === undefined || trimmed === '' ? undefined : trimmed
}

/** Drops keys without a value: on the wire, missing and null mean different things. */
function only<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}

export function photoInput(photo: DraftPhoto, position: number): PhotoInput {
  const { id, sha256, size, mime, width, height } = photo
  const decorative = photo.decorative ?? false
  const alt = decorative ? undefined : said(photo.alt)
  const { consent } = photo
  return only<PhotoInput>({ id, sha256, size, mime, width, height, decorative, position, alt, consent })
}

const regionOf = ({ x, y, width, height }: Region): Region => only<Region>({ x, y, width, height })

/** What was pointed at in photos before they were kept. */
export function marks(photos: readonly DraftPhoto[]): Command[] {
  return photos.flatMap(({ id, marks = [] }) => marks.map((each) => mark(id, each)))
}

export function mark(photoId: Uuid, one: DraftMark): Command {
  const { id, number, kind, words } = one
  const input = { id, photoId, number, kind, region: regionOf(one), words: words.trim() }
  return { name: 'markPhoto', input }
}

/** Only what differs from what is shown; nothing when nothing does. */
export function editMark(shown: Mark, base: number, to: DraftMark): Command | undefined {
  const here = regionOf(to)
  const before = regionOf(shown)
  const words = to.words.trim()
  const moved = JSON.stringify(here) !== JSON.stringify(before)
  if (!moved && words === shown.words && to.kind === shown.kind) return undefined
  const input = only<Inputs['editMark']>({
    ...{ id: shown.id, base },
    kind: to.kind === shown.kind ? undefined : to.kind,
    region: moved ? here : undefined,
    words: words === shown.words ? undefined : words,
  })
  return { name: 'editMark', input }
}

export function recordingInput(recording: DraftRecording, position: number): RecordingInput {
  const { id, sha256, size, mime, durationMs } = recording
  return { id, sha256, size, mime, durationMs, position }
}

export function tags(words: readonly string[], clock: Clock): Tag[] {
  const seen = new Set<string>()
  const made: Tag[] = []
  for (const word of words.map((each) => each.trim()).filter((each) => each !== '')) {
    if (seen.has(word.toLowerCase())) continue
    seen.add(word.toLowerCase())
    made.push({ id: fresh(clock), word })
  }
  return made
}

export function capture(id: Uuid, draft: ObservationDraft, rules: readonly Uuid[], clock: Clock): Command {
  const { placementId, dayId, promptId, kind, audience } = draft
  const input = only<Inputs['captureObservation']>({
    ...{ id, placementId, dayId, promptId, kind, audience },
    note: draft.note.trim(),
    zone: said(draft.zone),
    objectNumber: said(draft.objectNumber),
    procedure: said(draft.procedure),
    capturedZone: clock.zone(),
    tags: tags(draft.tags, clock),
    photos: draft.photos.map(photoInput),
    recordings: draft.recordings?.length ? draft.recordings.map(recordingInput) : undefined,
    handling: draft.handling === undefined ? undefined : { ...draft.handling, id: fresh(clock) },
    rules: draft.photos.length === 0 || rules.length === 0 ? undefined : [...rules],
  })
  return { name: 'captureObservation', input }
}

/** Only what differs from what is shown; nothing when nothing does. */
export function edit(shown: Observation, fields: ObservationEdit): Command | undefined {
  const changed = Object.entries(fields).filter(([field, value]) => {
    const now = shown[field as keyof Observation] ?? null
    return value !== undefined && now !== value
  })
  if (changed.length === 0) return undefined
  const input = { id: shown.id, base: shown.rev, ...(Object.fromEntries(changed) as ObservationEdit) }
  return { name: 'editObservation', input }
}

/** The words that are not there yet, and by itself, because it can be taken back, that others go. */
export function retag(
  shown: Observation,
  { add: words, remove }: { add: string[]; remove: Uuid[] } = { add: [], remove: [] },
  clock: Clock,
): Command[] {
  const known = new Set(shown.tags.map((tag) => tag.word.toLowerCase()))
  const add = tags(words, clock).filter((tag) => !known.has(tag.word.toLowerCase()))
  const tag = (input: { add: Tag[]; remove: Uuid[] }): Command => ({
    name: 'tagObservation',
    input: { id: shown.id, ...input },
  })
  return [
    ...(add.length === 0 ? [] : [tag({ add, remove: [] })]),
    ...(remove.length === 0 ? [] : [tag({ add: [], remove: [...remove] })]),
  ]
}

export function commit(id: Uuid, draft: CommitmentDraft, clock: Clock): Command {
  const { placementId, observationId, dayId, dueOn, audience } = draft
  const input = only<Inputs['makeCommitment']>({
    ...{ id, placementId, observationId, dayId, dueOn, audience },
    sentence: draft.sentence.trim(),
    capturedZone: clock.zone(),
  })
  return { name: 'makeCommitment', input }
}

export function editCommitment(shown: Commitment, fields: CommitmentEdit): Command | undefined {
  const changed = Object.entries(fields).filter(
    ([field, value]) => value !== undefined && shown[field as keyof Commitment] !== value,
  )
  if (changed.length === 0) return undefined
  const input = { id: shown.id, base: shown.rev, ...(Object.fromEntries(changed) as CommitmentEdit) }
  return { name: 'editCommitment', input }
}

export function move(shown: Commitment, to: CommitmentState): Command | undefined {
  return shown.state === to
    ? undefined
    : { name: 'moveCommitment', input: { id: shown.id, from: shown.state, to } }
}

/** Asks to agree, once: what was asked and not answered yet is asked already. */
export function askAgreement(id: Uuid, shown: Commitment): Command | undefined {
  const now = agreement(shown)?.answer
  if (now === 'ASKED' || now === 'AGREED') return undefined
  return { name: 'askAgreement', input: { id, commitmentId: shown.id } }
}

export function addEvidence(id: Uuid, commitmentId: Uuid, draft: EvidenceDraft): Command {
  const { kind, photoId } = draft
  const input = only<Inputs['addEvidence']>({
    ...{ id, commitmentId, kind, photoId },
    words: draft.words.trim(),
    place: said(draft.place),
    url: said(draft.url),
  })
  return { name: 'addEvidence', input }
}

export function sayBarrier(id: Uuid, commitmentId: Uuid, draft: BarrierDraft): Command {
  const { code } = draft
  const input = { id, commitmentId, code, words: said(draft.words), helped: said(draft.helped) }
  return { name: 'sayBarrier', input: only<Inputs['sayBarrier']>(input) }
}

/** An answer to a follow-up, and what stood in the way, if that was said with it. */
export function followUp(
  commitmentId: Uuid,
  draft: FollowUpDraft,
  barrier: BarrierDraft | undefined,
  clock: Clock,
): Command[] {
  const { days, howFar, minutesAWeek, measured } = draft
  const input = only<Inputs['followUpCommitment']>({
    ...{ id: fresh(clock), commitmentId, days, howFar, words: said(draft.words) },
    ...(minutesAWeek === undefined ? {} : { minutesAWeek, measured: measured ?? 'ESTIMATED' }),
  } as Inputs['followUpCommitment'])
  const told: Command = { name: 'followUpCommitment', input }
  return barrier === undefined ? [told] : [told, sayBarrier(fresh(clock), commitmentId, barrier)]
}

export function reclassify(
  name: 'reclassifyObservation' | 'reclassifyCommitment',
  shown: { id: Uuid; audience: Audience },
  to: Audience,
): Command | undefined {
  return shown.audience === to ? undefined : { name, input: { id: shown.id, from: shown.audience, to } }
}

export function decide(id: Uuid, shown: Observation, verdict: Verdict, reason: string | undefined): Command {
  const why = said(reason)
  const input = {
    id,
    observationId: shown.id,
    from: shown.state,
    verdict,
    read: shown.readRev ?? shown.rev,
    ...(why === undefined ? {} : { reason: why }),
  }
  return { name: 'decideObservation', input }
}

/** A change to what was approved, as a proposal; nothing when nothing differs. */
export function propose(
  id: Uuid,
  shown: Observation,
  fields: ObservationEdit,
  reason: string,
): Command | undefined {
  if (edit(shown, fields) === undefined) return undefined
  const whole = { ...shown, ...fields }
  const input = only<Inputs['proposeAmendment']>({
    ...{ id, observationId: shown.id, kind: whole.kind, note: whole.note, reason: reason.trim() },
    zone: whole.zone ?? undefined,
    objectNumber: whole.objectNumber ?? undefined,
    procedure: whole.procedure ?? undefined,
  })
  return { name: 'proposeAmendment', input }
}

/** The same wish against what the museum has now: for a second try after it moved. */
export function renewed(
  command: Command,
  observations: ReadonlyMap<
    Uuid,
    { rev: number; readRev?: number; state: Observation['state']; audience: Audience }
  >,
  commitments: ReadonlyMap<Uuid, { rev: number; state: CommitmentState; audience: Audience }>,
): Command {
  const observationId = 'observationId' in command.input ? command.input.observationId : undefined
  const id = 'id' in command.input ? command.input.id : undefined
  const observation = observations.get(observationId ?? id ?? '')
  const commitment = commitments.get(id ?? '')
  switch (command.name) {
    // An edit keeps the revision it began from: with a newer one it would replace a wording nobody read.
    case 'removeObservation':
      if (observation === undefined) return command
      return { ...command, input: { ...command.input, base: observation.rev } }
    case 'decideObservation':
      if (observation === undefined) return command
      return {
        ...command,
        input: { ...command.input, from: observation.state, read: observation.readRev ?? observation.rev },
      }
    case 'sendAgain':
    case 'withdrawObservation':
      if (observation === undefined) return command
      return { name: command.name, input: { ...command.input, from: observation.state } } as Command
    case 'reclassifyObservation':
      if (observation === undefined) return command
      return { ...command, input: { ...command.input, from: observation.audience } }
    case 'moveCommitment':
      return commitment === undefined
        ? command
        : { ...command, input: { ...command.input, from: commitment.state } }
    case 'reclassifyCommitment':
      return commitment === undefined
        ? command
        : { ...command, input: { ...command.input, from: commitment.audience } }
    default:
      return command
  }
}
