/** The browser's offer to put the app on the home screen, kept until there is a reason to make it. */
interface Offer extends Event {
  prompt(): Promise<unknown>
}

const KEY = 'understudy:install'
/** Whoever said "not now" is left alone for so long. */
const QUIET_MS = 60 * 24 * 60 * 60 * 1000

let offer = $state.raw<Offer>()
let quiet = $state(isQuiet())

function isQuiet(): boolean {
  try {
    return Date.now() - Number(localStorage.getItem(KEY) ?? 0) < QUIET_MS
  } catch {
    // A private window is not where an app is installed from.
    return true
  }
}

const installed = (): boolean =>
  matchMedia('(display-mode: standalone)').matches ||
  (navigator as { standalone?: boolean }).standalone === true

/** Safari on a phone offers nothing by itself: there a person has to be told how. */
const byHand = (): boolean => (navigator as { standalone?: boolean }).standalone === false

export const installing = {
  /** `offered` by the browser, or `told` how to; undefined where there is nothing to say. */
  get way(): 'offered' | 'told' | undefined {
    if (quiet || installed()) return undefined
    return offer !== undefined ? 'offered' : byHand() ? 'told' : undefined
  },
  watch(): void {
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault()
      offer = event as Offer
    })
    addEventListener('appinstalled', () => (offer = undefined))
  },
  async accept(): Promise<void> {
    const now = offer
    offer = undefined
    await now?.prompt()
  },
  later(): void {
    quiet = true
    try {
      localStorage.setItem(KEY, String(Date.now()))
    } catch {
      // It stays away as long as this page does.
    }
  },
}
