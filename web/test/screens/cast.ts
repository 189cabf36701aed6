/** The people, the museum and the days the stories about screens are told with. */
import type { Commitment, EntryState, Observation, Photo, Picture } from '../../src/core/types'

export const AMARA = 'a0000000-0000-7000-8000-000000000001'
export const INGRID = 'a0000000-0000-7000-8000-000000000002'
export const PLACEMENT = 'b0000000-0000-7000-8000-000000000001'
const HOST = 'c0000000-0000-7000-8000-000000000001'
const HOME = 'c0000000-0000-7000-8000-000000000002'
const PROGRAMME = 'd0000000-0000-7000-8000-000000000001'
export const DAY = 'e0000000-0000-7000-8000-000000000001'

export const SAFE: EntryState = {
  hallmark: 'safe',
  photosSafe: 0,
  photosTotal: 0,
  at: '2026-10-08T07:31:00Z',
}

export function state(hallmark: EntryState['hallmark'], more: Partial<EntryState> = {}): EntryState {
  return { ...SAFE, hallmark, ...more }
}

export function photo(id: string, observationId: string, position = 0, more: Partial<Photo> = {}): Photo {
  return {
    ...{ id, observationId, position, sha256: '0'.repeat(64), size: 1_200_000, mime: 'image/jpeg' },
    ...{ width: 1100, height: 825, decorative: false, state: 'VERIFIED', local: true, ...more },
  }
}

export function entry(id: string, note: string, more: Partial<Observation> = {}): Observation {
  return {
    ...{ id, note, placementId: PLACEMENT, authorId: AMARA, dayId: DAY, kind: 'ROUTINE', audience: 'MENTOR' },
    ...{ state: 'SUBMITTED', capturedAt: '2026-10-08T07:10:00Z', capturedZone: 'Europe/Oslo', rev: 1 },
    ...{
      receivedAt: '2026-10-08T07:31:00Z',
      tags: [],
      photos: [],
      marks: [],
      recordings: [],
      comments: [],
      decisions: [],
      amendments: [],
      endorsements: [],
      versions: [],
    },
    ...{ entry: SAFE, ...more },
  } as Observation
}

export function promise(id: string, sentence: string, more: Partial<Commitment> = {}): Commitment {
  return {
    ...{ id, sentence, placementId: PLACEMENT, authorId: AMARA, dueOn: '2027-01-15', state: 'PROMISED' },
    ...{ audience: 'MENTOR', capturedAt: '2026-10-08T12:00:00Z', rev: 1, entry: SAFE, ...more },
  } as Commitment
}

const plan = (
  id: string,
  startsAt: string,
  endsAt: string,
  title: string,
  zone?: string,
  objectNumber?: string,
) => ({
  ...{ id, dayId: DAY, startsAt, endsAt, title },
  ...(zone === undefined ? {} : { zone }),
  ...(objectNumber === undefined ? {} : { objectNumber }),
})

export function picture(me: string = AMARA, more: Partial<Picture> = {}): Picture {
  const people = [
    { id: AMARA, name: 'Amara Okonjo', memberships: [] },
    { id: INGRID, name: 'Ingrid Solheim', memberships: [] },
  ]
  return {
    me: people.find((each) => each.id === me) ?? null,
    placements: [
      {
        ...{ id: PLACEMENT, title: 'Five days with installation', state: 'UNDER_WAY', rev: 1 },
        ...{ startsOn: '2026-10-07', endsOn: '2026-10-13', participantId: AMARA, mentorId: INGRID },
        ...{ homeId: HOME, hostId: HOST, programmeId: PROGRAMME, defaultAudience: 'MENTOR' },
      },
    ],
    days: [
      {
        ...{
          id: DAY,
          placementId: PLACEMENT,
          onDate: '2026-10-08',
          purpose: 'Shadowing the installation team',
        },
        plan: [
          plan('p1', '08:45', '09:15', 'Safety briefing'),
          plan('p2', '10:30', '12:00', 'Exchanging the amphora’s mount', 'Gallery 4', 'STR 1932.14'),
          plan('p3', '14:00', '15:00', 'Condition check with the registrar', 'Study room 2'),
        ],
        prompts: [
          {
            id: 'q1',
            dayId: DAY,
            objectiveId: 'o2',
            position: 1,
            question: 'Who is allowed to say “stop”, and how?',
          },
          {
            id: 'q2',
            dayId: DAY,
            objectiveId: 'o1',
            position: 2,
            question: 'What is written down before the object moves?',
          },
        ],
      },
      {
        ...{
          id: 'e2',
          placementId: PLACEMENT,
          onDate: '2026-10-12',
          purpose: 'Loading',
          place: 'loading bay',
          prompts: [],
        },
        plan: [{ ...plan('p4', '09:00', '11:00', 'Arrival of crates', 'loading bay'), dayId: 'e2' }],
      },
    ],
    debriefs: [],
    observations: [],
    commitments: [],
    people,
    museums: [
      {
        ...{ id: HOST, name: 'Strandhall Museum', town: 'Strandhall', timeZone: 'Europe/Oslo' },
        zones: ['Gallery 4', 'Loading bay', 'Study room 2'],
      },
      { id: HOME, name: 'Museo Civico di Valdora', timeZone: 'Europe/Rome', zones: [] },
    ],
    photoRules: [],
    applications: [],
    programmes: [
      {
        ...{ id: PROGRAMME, name: 'Hands across' },
        objectives: [
          { id: 'o1', programmeId: PROGRAMME, position: 1, sentence: 'Paper before movement' },
          { id: 'o2', programmeId: PROGRAMME, position: 2, sentence: 'Safe moves' },
        ],
      },
    ],
    sync: {
      worst: 'safe',
      waiting: 0,
      photosWaiting: 0,
      reason: 'none',
      lastSafeAt: '2026-10-08T07:31:00Z',
      items: [],
    },
    ready: true,
    filled: true,
    ...more,
  } as Picture
}

/** A full notebook: every mark once, as on the second day of a placement. */
export function full(me: string = AMARA, reason: Picture['sync']['reason'] = 'offline'): Picture {
  const crate = state('needs', { code: 'SENT_BACK', sentence: 'Say which lift, and how wide it is.' })
  const observations = [
    entry('1', 'The crate turned twice: lift B is 4 cm too narrow. We lost ten minutes and a corner guard.', {
      ...{
        kind: 'FRICTION',
        capturedAt: '2026-10-08T09:20:00Z',
        entry: crate,
        state: 'SENT_BACK',
        zone: 'Loading bay',
      },
      photos: [photo('crate', '1', 0, { alt: 'Foam-lined crate seen from above' })],
      decisions: [
        {
          ...{
            id: 'd1',
            observationId: '1',
            byId: INGRID,
            verdict: 'SENT_BACK',
            decidedAt: '2026-10-08T09:40:00Z',
          },
          ...{ reason: 'Say which lift, and how wide it is.', entry: SAFE },
        },
      ],
    }),
    entry(
      '2',
      'Two lift, a third only watches the handles. Nobody speaks while it moves. Only she may say “stop”, and when she did, both froze before they looked at her.',
      {
        ...{
          capturedAt: '2026-10-08T09:04:00Z',
          zone: 'Gallery 4',
          objectNumber: 'STR 1932.14',
          promptId: 'q1',
        },
        ...{
          entry: state('sending', { photosSafe: 1, photosTotal: 3 }),
          tags: [{ id: 't1', word: 'lifting' }],
        },
        photos: [
          photo('join', '2', 0, {
            alt: 'Shoulder of the amphora at the left handle. A fine crack runs from the join.',
          }),
          photo('amphora', '2', 1, { height: 1100, width: 825 }),
          photo('crate', '2', 2, { decorative: true }),
        ],
        comments: [
          {
            id: 'k1',
            observationId: '2',
            authorId: INGRID,
            body: 'Known since 2019, stable. See condition check 2019-31.',
            writtenAt: '2026-10-08T13:20:00Z',
            entry: SAFE,
          },
          {
            id: 'k2',
            observationId: '2',
            authorId: AMARA,
            body: 'Thank you. I will measure it from the join.',
            writtenAt: '2026-10-08T13:32:00Z',
            entry: state('local'),
          },
        ],
      },
    ),
    entry('3', 'Why felt on the mount, and not foam?', {
      ...{ kind: 'QUESTION', capturedAt: '2026-10-08T08:51:00Z', entry: state('local'), audience: 'ONLY_ME' },
    }),
    entry('4', 'Never by the rim: old fill under the glaze.', {
      ...{ kind: 'HANDLING', capturedAt: '2026-10-08T07:10:00Z', state: 'SENT_AGAIN', entry: SAFE },
      photos: [photo('bowl', '4')],
    }),
    entry('5', 'Only she may say “stop”.', {
      ...{ kind: 'IDEA', capturedAt: '2026-10-07T14:40:00Z', photos: [photo('frame', '5')] },
      entry: state('conflict', {
        kept: [
          { field: 'note', mine: 'Only she may say “stop”.', theirs: 'Only the watcher may say “stop”.' },
        ],
      }),
    }),
    entry('6', 'A card on the crate: who says “stop” today.', {
      ...{ kind: 'IDEA', capturedAt: '2026-10-07T12:40:00Z', state: 'APPROVED' },
    }),
    entry('7', 'Object 41 with a very long number', {
      ...{ capturedAt: '2026-10-07T10:00:00Z' },
      entry: state('quarantine', {
        sentence: 'The object number has 41 characters; it takes 40.',
        code: 'INVALID',
      }),
    }),
  ].map((each) => ({ ...each, comments: each.comments, entry: me === AMARA ? each.entry : SAFE }))
  const items = observations
    .filter((each) => each.entry.hallmark !== 'safe')
    .map((each) => ({
      id: each.id,
      kind: 'observation' as const,
      title: each.note.slice(0, 60),
      state: each.entry,
    }))
    .reverse()
  const commitments = [
    promise('w1', 'name one person at every lift who does nothing but watch, and who alone may say “stop”.', {
      ...{ observationId: '2', state: 'UNDER_WAY' },
    }),
    promise('w2', 'write the lift’s width on every crate order.', {
      entry: state('local'),
      dueOn: '2026-12-01',
    }),
  ]
  const since = '2026-10-08T08:42:00Z'
  const sync = {
    worst: me === AMARA ? ('quarantine' as const) : ('safe' as const),
    waiting: 3,
    photosWaiting: 2,
    reason,
    since,
    items,
  }
  return picture(me, { observations, commitments, sync: { ...sync, lastSafeAt: '2026-10-08T07:31:00Z' } })
}
