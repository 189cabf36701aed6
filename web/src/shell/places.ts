/** Every address of the app. What is needed without warning is in the first load; the rest comes when idle. */
import type { Component } from 'svelte'
import { everyWord } from '../words/words'
import { idly } from './idling'
import { match } from './match'

// Screens differ in what they take; the address has already said which parts there are.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Load = () => Promise<{ default: Component<any> }>

export interface Found {
  name: string
  parts: Record<string, string>
  load?: Load
}

/** A screen that is not in the first load, and the words it is written in. */
const later =
  (screen: Load): Load =>
  async () =>
    (await Promise.all([screen(), everyWord()]))[0]

const review = later(() => import('../areas/review/Review.svelte'))
const draftCall = later(() => import('../areas/calling/DraftCall.svelte'))
const make = later(() => import('../areas/commitments/Make.svelte'))

const PLACES: readonly { pattern: string; name: string; load?: Load }[] = [
  { pattern: '', name: 'home' },
  { pattern: '/today', name: 'today' },
  { pattern: '/capture', name: 'capture' },
  { pattern: '/notebook', name: 'notebook', load: later(() => import('../areas/notebook/Notebook.svelte')) },
  {
    pattern: '/notebook/unsent',
    name: 'unsent',
    load: later(() => import('../areas/notebook/Unsent.svelte')),
  },
  {
    pattern: '/notebook/commitments',
    name: 'commitments',
    load: later(() => import('../areas/commitments/List.svelte')),
  },
  {
    pattern: '/notebook/search',
    name: 'search',
    load: later(() => import('../areas/notebook/Search.svelte')),
  },
  { pattern: '/notebook/paper', name: 'paper', load: later(() => import('../areas/notebook/Paper.svelte')) },
  { pattern: '/entry/:id', name: 'entry', load: later(() => import('../areas/notebook/Entry.svelte')) },
  {
    pattern: '/entry/:id/photo/:photo',
    name: 'photo',
    load: later(() => import('../areas/marks/Photo.svelte')),
  },
  {
    pattern: '/entry/:id/edit',
    name: 'edit',
    load: later(() => import('../areas/notebook/EditEntry.svelte')),
  },
  {
    pattern: '/day/:id/debrief',
    name: 'debrief',
    load: later(() => import('../areas/debrief/Debrief.svelte')),
  },
  { pattern: '/commitment/new', name: 'commit', load: make },
  {
    pattern: '/commitment/:id',
    name: 'commitment',
    load: later(() => import('../areas/commitments/Commitment.svelte')),
  },
  { pattern: '/commitment/:id/edit', name: 'reword', load: make },
  { pattern: '/review', name: 'review', load: review },
  { pattern: '/review/:id', name: 'review', load: review },
  {
    pattern: '/confidence',
    name: 'confidence',
    load: later(() => import('../areas/confidence/Confidence.svelte')),
  },
  {
    pattern: '/restricted',
    name: 'restricted',
    load: later(() => import('../areas/restricted/Restricted.svelte')),
  },
  { pattern: '/agree', name: 'agree', load: later(() => import('../areas/agreeing/Agree.svelte')) },
  { pattern: '/landed', name: 'landed', load: later(() => import('../areas/commitments/Landed.svelte')) },
  { pattern: '/handling', name: 'handling', load: later(() => import('../areas/house/Registrar.svelte')) },
  { pattern: '/rules', name: 'rules', load: later(() => import('../areas/house/Rules.svelte')) },
  {
    pattern: '/agreements',
    name: 'agreements',
    load: later(() => import('../areas/agreement/List.svelte')),
  },
  {
    pattern: '/agreements/new',
    name: 'draft-agreement',
    load: later(() => import('../areas/agreement/Draft.svelte')),
  },
  {
    pattern: '/agreements/:id',
    name: 'agreement',
    load: later(() => import('../areas/agreement/Agreement.svelte')),
  },
  {
    pattern: '/requests',
    name: 'requests',
    load: later(() => import('../areas/mentoring/Requests.svelte')),
  },
  {
    pattern: '/requests/new',
    name: 'ask-mentors',
    load: later(() => import('../areas/mentoring/Ask.svelte')),
  },
  { pattern: '/helps', name: 'helps', load: later(() => import('../areas/helping/Helping.svelte')) },
  { pattern: '/calls', name: 'calls', load: later(() => import('../areas/matching/Calls.svelte')) },
  {
    pattern: '/calls/new',
    name: 'draft-call',
    load: draftCall,
  },
  { pattern: '/calls/:id/edit', name: 'draft-call', load: draftCall },
  { pattern: '/calls/:id', name: 'call', load: later(() => import('../areas/matching/CallPage.svelte')) },
  {
    pattern: '/calls/:id/matching',
    name: 'matching',
    load: later(() => import('../areas/matching/MatchingPage.svelte')),
  },
  { pattern: '/apply/:id', name: 'apply', load: later(() => import('../areas/matching/Apply.svelte')) },
  {
    pattern: '/applications/:id',
    name: 'application',
    load: later(() => import('../areas/matching/ApplicationPage.svelte')),
  },
  { pattern: '/offers', name: 'offers', load: later(() => import('../areas/matching/Offers.svelte')) },
  {
    pattern: '/calendar',
    name: 'planning',
    load: later(() => import('../areas/planning/Calendar.svelte')),
  },
  { pattern: '/charter', name: 'charter', load: later(() => import('../areas/governing/Charter.svelte')) },
  {
    pattern: '/charter/new',
    name: 'publish',
    load: later(() => import('../areas/governing/Publish.svelte')),
  },
  { pattern: '/museums', name: 'museums', load: later(() => import('../areas/governing/Museums.svelte')) },
  {
    pattern: '/museums/:id',
    name: 'museum',
    load: later(() => import('../areas/governing/MuseumPage.svelte')),
  },
  { pattern: '/fairness', name: 'fairness', load: later(() => import('../areas/governing/Fairness.svelte')) },
  {
    pattern: '/committee',
    name: 'committee',
    load: later(() => import('../areas/governing/Committee.svelte')),
  },
  { pattern: '/desk', name: 'desk', load: later(() => import('../areas/desk/Desk.svelte')) },
  { pattern: '/sync', name: 'sync', load: later(() => import('../areas/sync/Sync.svelte')) },
  { pattern: '/settings', name: 'settings', load: later(() => import('../areas/settings/Settings.svelte')) },
  { pattern: '/signin', name: 'signin' },
]

/** What brings unsent work out of this device and into another, as a file. */
const CARRYING = [() => import('../book/exporting'), () => import('../book/importing')]

export function found(path: string): Found {
  for (const { pattern, name, load } of PLACES) {
    const parts = match(pattern, path)
    if (parts !== null) return load === undefined ? { name, parts } : { name, parts, load }
  }
  return { name: 'missing', parts: { back: '/' }, load: later(() => import('../ui/Missing.svelte')) }
}

function* theRest(): Generator<void> {
  for (const load of [...PLACES.map((place) => place.load), ...CARRYING]) {
    void load?.().catch(() => undefined)
    yield
  }
}

/** Fetches the other screens, and what they do rarely, one in each idle moment, so that they open without a network. */
export function fetchTheRest(): void {
  idly(theRest())
}
