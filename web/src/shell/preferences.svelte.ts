/** How this person likes this device: kept on it, never sent. */
export type Theme = 'system' | 'light' | 'dark' | 'gallery'
export type Hand = 'right' | 'left'

interface Preferences {
  theme: Theme
  hand: Hand
  keys: boolean
  locale: string
}

const KEY = 'understudy:preferences'
const FIRST: Preferences = { theme: 'system', hand: 'right', keys: true, locale: '' }

function read(): Preferences {
  try {
    return { ...FIRST, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) }
  } catch {
    return FIRST
  }
}

let present = $state.raw(read())

function apply(): void {
  const root = document.documentElement
  if (present.theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = present.theme
  root.dataset['hand'] = present.hand
}

export const preferences = {
  get theme() {
    return present.theme
  },
  get hand() {
    return present.hand
  },
  get keys() {
    return present.keys
  },
  get locale() {
    return present.locale
  },
  apply,
  set(change: Partial<Preferences>) {
    present = { ...present, ...change }
    apply()
    try {
      localStorage.setItem(KEY, JSON.stringify(present))
    } catch {
      // A private window forgets; the choice still holds while it is open.
    }
  },
}
