/** What a pushed reminder says, where it leads, and where the service worker finds words for it. */
export const REMINDER_KINDS = [
  'SOON',
  'DUE',
  'FOLLOW_UP',
  'ASKED',
  'LANDED',
  'REQUESTED',
  'SIGNATURE',
  'CALLED_OFF',
  'TRIED',
] as const
export type ReminderKind = (typeof REMINDER_KINDS)[number]

export interface Pushed {
  kind: ReminderKind
  id: string
}

/** Left by the app for the worker, which speaks no language by itself. */
export interface ReminderWords {
  locale: string
  direction: 'ltr' | 'rtl'
  words: Record<ReminderKind, string>
}

/** A cache of the browser, and the key in it: nobody's name stands there, nor anything anybody wrote. */
export const REMINDERS = 'understudy-reminders'
export const WORDS_AT = '/reminders/words'

const ID = /^[0-9a-f-]{36}$/

/** The kind and id of a push; null for anything else. */
export function readPush(text: string): Pushed | null {
  try {
    const { kind, id } = JSON.parse(text) as Partial<Pushed>
    return REMINDER_KINDS.some((each) => each === kind) && ID.test(id ?? '') ? ({ kind, id } as Pushed) : null
  } catch {
    return null
  }
}

export function leadsTo({ kind, id }: Pushed): string {
  if (kind === 'ASKED') return '/agree'
  if (kind === 'LANDED') return '/landed'
  if (kind === 'REQUESTED') return '/requests'
  if (kind === 'SIGNATURE' || kind === 'CALLED_OFF') return `/agreements/${id}`
  if (kind === 'TRIED') return '/settings'
  return `/commitment/${id}`
}
