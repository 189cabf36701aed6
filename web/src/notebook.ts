/** The one door between the screens and everything kept or sent. */
import { browser } from './book/browser'
import { createNotebook } from './book/notebook'
import type { Inputs } from './core/inputs'
import type {
  Audience,
  BarrierDraft,
  Consent,
  CommitmentDraft,
  CommitmentEdit,
  CommitmentState,
  Draft,
  DraftMark,
  DraftPhoto,
  DraftRecording,
  EvidenceDraft,
  FollowUpDraft,
  HandlingDraft,
  Level,
  ObservationDraft,
  ObservationEdit,
  Picture,
  Restriction,
  SignedIn,
  Spoken,
  Uuid,
  Verdict,
} from './core/types'

export type * from './core/types'

/** A debrief without what the device adds. */
export type DebriefWords = Omit<Inputs['writeDebrief'], 'dayId' | 'base'>

/** What became of one's work at sign-out. */
export type Left = 'wiped' | 'locked' | 'kept'

/** What a file brought. */
export interface Taken {
  /** Things that were not on this device yet. */
  fresh: number
  known: number
}

export interface Notebook {
  /** The store contract: called at once with the present picture, then at every change. */
  subscribe(run: (picture: Picture) => void): () => void
  open(person: SignedIn): Promise<void>
  close(): Promise<void>
  /**
   * Closes for somebody who signs out. When everything is at the museum, nothing stays on this device;
   * unsent work and drafts stay, encrypted, until the same person signs in here again, or as they are where
   * this browser cannot encrypt. `evenUnsent` is said only after the person has typed how much is lost.
   */
  leave(evenUnsent?: boolean): Promise<Left>
  /** Whether what is left behind would be encrypted. */
  canLock(): Promise<boolean>

  /** Every write resolves only when the device has it on disk; none of them waits for a network. */
  /** `from` is the key of the draft it was made of: it is gone in the moment the entry is there. */
  captureObservation(draft: ObservationDraft, from?: string): Promise<Uuid>
  /** `add` are words, `remove` are tag ids. */
  editObservation(
    id: Uuid,
    fields: ObservationEdit,
    tags?: { add: string[]; remove: Uuid[] },
    from?: string,
  ): Promise<void>
  reclassifyObservation(id: Uuid, to: Audience): Promise<void>
  /** From now on its custodians alone open it, beside its author. */
  restrictObservation(id: Uuid, why: Restriction, custodians: Uuid[]): Promise<void>
  attachPhoto(id: Uuid, photo: DraftPhoto): Promise<void>
  attachRecording(id: Uuid, recording: DraftRecording): Promise<void>
  detachPhoto(id: Uuid, photoId: Uuid): Promise<void>
  detachRecording(id: Uuid, recordingId: Uuid): Promise<void>
  describePhoto(photoId: Uuid, alt: string | null, decorative: boolean): Promise<void>
  sayConsent(photoId: Uuid, consent: Consent): Promise<void>
  /** Points at a place in a photo, or moves or rewords a mark that is there. */
  mark(photoId: Uuid, mark: DraftMark): Promise<void>
  removeMark(id: Uuid): Promise<void>
  /** An id for a mark that is about to be set. */
  freshId(): Uuid
  /** What was taken away is there again; false when it was too late. */
  takeBack(opId: Uuid): Promise<boolean>
  /** Somebody is at it: it leaves later. */
  holdOn(opId: Uuid): Promise<void>
  /** How the object of an entry is to be handled, said or said anew. */
  noteHandling(id: Uuid, note: HandlingDraft): Promise<void>
  /** The registrar has the note now; `reference` is its number there, or empty. */
  handOver(id: Uuid, reference: string): Promise<void>
  placeNotice(notice: Omit<Inputs['placeNotice'], 'id'>): Promise<void>
  takeNoticeOff(id: Uuid, noticeId: Uuid): Promise<void>
  sendAgain(id: Uuid): Promise<void>
  /** Takes an entry out of review; it can be sent again. */
  withdrawObservation(id: Uuid): Promise<void>
  /** Says how an approved entry should stand, and why; its mentor answers. */
  proposeAmendment(id: Uuid, fields: ObservationEdit, reason: string, from?: string): Promise<void>
  withdrawAmendment(id: Uuid, observationId: Uuid): Promise<void>
  answerAmendment(
    id: Uuid,
    observationId: Uuid,
    answer: 'ACCEPTED' | 'DECLINED',
    reason?: string,
    from?: string,
  ): Promise<void>
  giveEndorsement(observationId: Uuid, objectiveId: Uuid, level: Level, sentence?: string): Promise<void>
  withdrawEndorsement(id: Uuid, observationId: Uuid): Promise<void>
  writeDebrief(dayId: Uuid, said: DebriefWords, from?: string): Promise<void>
  removeObservation(id: Uuid): Promise<void>
  makeCommitment(draft: CommitmentDraft, from?: string): Promise<Uuid>
  editCommitment(id: Uuid, fields: CommitmentEdit, from?: string): Promise<void>
  /** Asks the home manager of the placement to agree; they read it from then on. */
  askAgreement(id: Uuid): Promise<void>
  takeAgreementBack(id: Uuid): Promise<void>
  addEvidence(id: Uuid, draft: EvidenceDraft): Promise<void>
  takeEvidenceAway(id: Uuid, commitmentId: Uuid): Promise<void>
  /** `known` is the barrier that is said anew, with what helped. */
  sayBarrier(id: Uuid, draft: BarrierDraft, known?: Uuid): Promise<void>
  /** Says what became of it, and what stood in the way, with one press. */
  followUp(id: Uuid, draft: FollowUpDraft, barrier?: BarrierDraft): Promise<void>
  moveCommitment(id: Uuid, to: CommitmentState): Promise<void>
  reclassifyCommitment(id: Uuid, to: Audience): Promise<void>
  /** `about` is the mark on a photo that it is about. */
  writeComment(observationId: Uuid, body: string, from?: string, about?: Uuid): Promise<void>
  /** It stays on this device for some seconds, in which it can be taken back. */
  decide(observationId: Uuid, verdict: Verdict, reason?: string, from?: string): Promise<Uuid>
  /** Takes a decision back that has not left this device; false when it has. */
  undecide(decisionId: Uuid): Promise<boolean>
  /** Said with a random id, which tells no time. */
  confide(said: Omit<Inputs['confide'], 'id'>, from?: string): Promise<void>
  chooseAudience(placementId: Uuid, audience: Audience): Promise<void>

  /** Keys are free, e.g. `observation` or `commitment:<observationId>`. */
  draft: {
    /** What was being said when the page was killed comes as a recording, as far as it had come. */
    load(key: string): Promise<Draft | null>
    /** Keeps a piece of what is being said; false when all of it has to be brought again from its beginning. */
    speak(draft: { key: string; route: string }, piece: Spoken): Promise<boolean>
    /** Resolves with the photos and recordings for which this device has no room; the words are on the disk even then. */
    save(key: string, draft: Draft): Promise<Uuid[]>
    discard(key: string): Promise<void>
  }

  preparePhoto(file: Blob): Promise<DraftPhoto>
  /** `spoken` names the pieces in a draft it was put together from. */
  prepareRecording(file: Blob, durationMs: number, spoken?: Uuid): Promise<DraftRecording>
  /** An object URL of the bytes on this device, else the museum's address. Revoke only `blob:` addresses. */
  recordingUrl(id: Uuid): Promise<string>
  /** An object URL of the bytes on this device, else the museum's address. Revoke only `blob:` addresses. */
  photoUrl(photoId: Uuid, size: 'screen' | 'thumb'): Promise<string>

  tryNow(): Promise<void>
  /** Everything not yet safe, photos and drafts included, as one file. */
  exportUnsent(): Promise<Blob>
  /** Takes such a file in, all of it or nothing; rejects with a `NotOurs` that says why. */
  importUnsent(file: Blob): Promise<Taken>
  /** The person has read that this browser cleared the notebook. */
  readCleared(): Promise<void>
  /** Every receipt on this device. */
  receipts(): Promise<string[]>
  /** Lets go of photos the museum has signed for; `wanted` bytes of them also before their time. */
  makeRoom(wanted: number): Promise<number>
  /** Of two wordings that met, the one that shall stand. Nothing else chooses between them. */
  chooseWording(id: Uuid, field: string, words: string): Promise<void>
  /** For an entry that needs somebody or was set aside. */
  settle(id: Uuid, choice: 'retry' | 'discard'): Promise<void>
}

export const notebook: Notebook = createNotebook(browser())
