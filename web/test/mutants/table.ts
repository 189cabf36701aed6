/** Each rule of the phone turned off, and the test that must notice. `mutants.test.ts` runs the table. */
export interface Mutant {
  rule: string
  /** Below `src`. */
  file: string
  /** What stands there, once. */
  here: string
  instead: string
  /** The file below `test`, and the name of the test. */
  test: [string, string]
}

const KEEPING = 'local/keeping.test.ts'
const SENDING = 'sync/sending.test.ts'

export const MUTANTS: Record<string, Mutant> = {
  'half-kept': {
    rule: 'What is written is written whole or not at all.',
    file: 'local/database.ts',
    here: '    try {\n      tx.abort()\n    } catch {',
    instead: '    try {\n      void tx\n    } catch {',
    test: [KEEPING, 'when a part cannot be written nothing of it is kept'],
  },
  'draft-stays': {
    rule: 'An entry and the draft it was made of are never both there.',
    file: 'local/outbox.ts',
    here: 'if (draft !== undefined) await dropDraft(tx, draft)',
    instead: '',
    test: [KEEPING, 'an entry and the draft it was made of are never both there, nor is neither'],
  },
  'pieces-go': {
    rule: 'What was said stays in pieces until it is there whole.',
    file: 'local/drafts.ts',
    here: 'draft.speaking?.includes(id) === true && !draft.recordings?.some((one) => one.spoken === id)',
    instead: 'id === undefined',
    test: ['sync/recordings.test.ts', 'pieces stay as long as the whole finds no room'],
  },
  'any-echo': {
    rule: 'Only an answer that names every op is one.',
    file: 'sync/pushing.ts',
    here: ' && echoes(opIds, push.echo)',
    instead: '',
    test: [SENDING, 'an answer that does not name every op is no answer'],
  },
  'any-page': {
    rule: 'A page of a network that wants a sign-in is no answer, and is called by its name.',
    file: 'graph/asking.ts',
    here: "if (type.includes('text/html')) throw new Trouble('portal')",
    instead: '',
    test: [SENDING, 'a captive portal changes nothing on the phone, and is called by its name'],
  },
  'any-person': {
    rule: 'Under somebody else’s session the queue stops.',
    file: 'sync/pushing.ts',
    here: "if (answer.reason === 'WRONG_USER') return new Trouble('blocked', about)",
    instead: '',
    test: [SENDING, 'another person at the museum blocks the queue and loses nothing'],
  },
  'signed-out-asks-on': {
    rule: 'Signed out, the queue pauses.',
    file: 'sync/running.ts',
    here: 'paused = PAUSING.has(trouble.kind)',
    instead: 'paused = false',
    test: [SENDING, 'signed out, the queue pauses once and keeps everything'],
  },
  'many-senders': {
    rule: 'One tab sends for all of them.',
    file: 'sync/running.ts',
    here: 'await turn(async () => {',
    instead: 'await ((work) => work())(async () => {',
    test: ['sync/tabs.test.ts', 'while one tab is sending, another does not begin'],
  },
  'wipe-all': {
    rule: 'A sign-out takes away only what the museum has.',
    file: 'book/notebook.ts',
    here: 'closed || (!safe && !evenUnsent)',
    instead: 'closed && (!safe && !evenUnsent)',
    test: [SENDING, 'who signs out leaves nothing behind, unless it is the only copy'],
  },
  'no-epoch': {
    rule: 'What a restored museum lacks is sent once more.',
    file: 'local/outbox.ts',
    here: 'epoch !== undefined && epoch !== word.feedEpoch',
    instead: 'false',
    test: [SENDING, 'a museum back from a backup is sent again what the backup did not have'],
  },
  'all-or-none': {
    rule: 'What is answered without being taken is halved until one op is alone.',
    file: 'core/outbox.ts',
    here: 'MOST_OPS >> healthy[0]!.failures',
    instead: 'MOST_OPS',
    test: ['core/outbox.test.ts', 'what was not taken goes again in halves'],
  },
  'in-step': {
    rule: 'Phones do not come back in step.',
    file: 'core/backoff.ts',
    here: 'ceiling * chance',
    instead: 'ceiling',
    test: ['core/answers.test.ts', 'waiting doubles, is spread by chance, has an end, and heeds the museum'],
  },
  'changed-when-sent': {
    rule: 'An op that was sent is never changed again.',
    file: 'core/answers.ts',
    here: 'follower.sent > 0 || ',
    instead: '',
    test: ['core/answers.test.ts', 'an edit moves onto the revision before it only while it was never sent'],
  },
  'any-receipt': {
    rule: 'A photo leaves only against a receipt for these very bytes.',
    file: 'core/letting-go.ts',
    here: 'proof?.entity !== keyOf(photo) || proof.sha256 !== photo.sha256',
    instead: 'proof === undefined',
    test: [
      'core/receipts.test.ts',
      'without a receipt for these very bytes no photo leaves, however full the device is',
    ],
  },
  'late-page': {
    rule: 'A page counts only where it answers the present question.',
    file: 'local/pages.ts',
    here: "if ((await readMeta(tx, 'cursor')) !== question.after) return false",
    instead: '',
    test: [KEEPING, 'a page that answers an older question is not applied'],
  },
  'early-page': {
    rule: 'A page asked for before the museum had a photo says nothing of it.',
    file: 'local/pages.ts',
    here: '(photo.mark ?? 0) > mark',
    instead: 'photo.mark === -1',
    test: [
      KEEPING,
      'a page asked for before the museum had a photo does not make it go again; one asked for afterwards does',
    ],
  },
  'blind-digest': {
    rule: 'What is damaged here is read again.',
    file: 'sync/pulling.ts',
    here: 'again = await notAsThere(way, page.digest)',
    instead: 'again = await notAsThere(way, page.digest).then(() => [])',
    test: [
      'sync/faults.test.ts',
      'what is damaged here is found by the digest, and read again, scope by scope',
    ],
  },
}
