/** A notebook without a disk or a museum: it shows one picture and remembers what it was asked to do. */
import type { Draft, DraftPhoto, Notebook, ObservationDraft, Picture, Taken } from '../../src/notebook'
import { picture } from './cast'

type Call = [name: string, ...args: unknown[]]

export const stage = {
  picture: picture() as Picture,
  calls: [] as Call[],
  drafts: new Map<string, Draft>(),
  /** What captureObservation waits for: a story decides when, or whether, the disk answers. */
  disk: (_draft: ObservationDraft): Promise<string> => Promise.resolve('new'),
  /** What hanging a photo on an entry waits for. */
  attaching: (): Promise<void> => Promise.resolve(),
  /** The photos of a draft for which the device has no room. */
  homeless: (_draft: Draft): string[] => [],
  /** What a file of unsent work brings. */
  file: (): Promise<Taken> => Promise.resolve({ fresh: 1, known: 0 }),
  /** What a picked photo waits for. */
  camera: (): Promise<DraftPhoto> => Promise.reject(new Error('No camera on this stage.')),
  watchers: new Set<(next: Picture) => void>(),
  show(next: Picture): void {
    stage.picture = next
    for (const watcher of stage.watchers) watcher(next)
  },
  reset(next: Picture): void {
    stage.calls = []
    stage.drafts.clear()
    stage.disk = () => Promise.resolve('new')
    stage.attaching = () => Promise.resolve()
    stage.homeless = () => []
    stage.camera = () => Promise.reject(new Error('No camera on this stage.'))
    stage.show(next)
  },
  asked(name: string): Call[] {
    return stage.calls.filter(([called]) => called === name)
  },
}

const noted =
  (name: string) =>
  (...args: unknown[]): Promise<void> => {
    // Refuses what IndexedDB would refuse: a proxy of a form's state.
    stage.calls.push([name, ...(structuredClone(args) as unknown[])])
    return Promise.resolve()
  }

const written = Object.fromEntries(
  [
    ...[
      'open',
      'close',
      'leave',
      'editObservation',
      'reclassifyObservation',
      'detachPhoto',
      'detachRecording',
    ],
    ...['describePhoto', 'sayConsent', 'sendAgain', 'removeObservation', 'makeCommitment', 'editCommitment'],
    ...[
      'moveCommitment',
      'reclassifyCommitment',
      'restrictObservation',
      'writeComment',
      'chooseAudience',
      'confide',
      'tryNow',
      'settle',
      'chooseWording',
    ],
  ].map((name) => [name, noted(name)]),
) as unknown as Notebook

export const notebook: Notebook = {
  ...written,
  subscribe(run) {
    stage.watchers.add(run)
    run(stage.picture)
    return () => stage.watchers.delete(run)
  },
  async captureObservation(draft, from) {
    await noted('captureObservation')(draft)
    const id = await stage.disk(draft)
    stage.drafts.delete(from ?? '')
    return id
  },
  async decide(id, verdict, reason, from) {
    await noted('decide')(id, verdict, reason, from)
    stage.drafts.delete(from ?? '')
    return `decision of ${id}`
  },
  async attachPhoto(id, photo) {
    await noted('attachPhoto')(id, photo)
    return stage.attaching()
  },
  async attachRecording(id, recording) {
    await noted('attachRecording')(id, recording)
    return stage.attaching()
  },
  draft: {
    load: (key) => Promise.resolve(stage.drafts.get(key) ?? null),
    save: (key, draft) => {
      stage.drafts.set(key, structuredClone(draft))
      return Promise.resolve(stage.homeless(draft))
    },
    speak: () => Promise.resolve(true),
    discard: (key) => Promise.resolve(void stage.drafts.delete(key)),
  },
  preparePhoto: () => stage.camera(),
  async photoUrl(id, size) {
    await noted('photoUrl')(id, size)
    return '/nothing.jpg'
  },
  exportUnsent: () => Promise.resolve(new Blob(['{}'])),
  importUnsent: () => stage.file(),
  receipts: () => Promise.resolve(['header.payload.signature']),
  makeRoom: () => Promise.resolve(0),
  readCleared: noted('readCleared'),
  canLock: () => Promise.resolve(true),
}
