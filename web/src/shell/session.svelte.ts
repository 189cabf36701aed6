/** Who is at this device. The last person's notebook opens without asking anybody. */
import { enterWithPasskey } from '../graph/passkeys'
import { cameBack } from '../graph/providers'
import { demo, heedOtherTabs, remembered, session as asked, signIn, signOut } from '../graph/signing'
import { notebook, type SignedIn } from '../notebook'
import { direction, spoken, speak, type Locale } from '../words/words'
import { preferences } from './preferences.svelte'

let who = $state.raw<SignedIn | null>(null)
let spokenHere = $state.raw('')

let entering: Promise<void> = Promise.resolve()

/** One after the other: whoever comes back from their museum's page may be the one who is just being let in. */
function enter(person: SignedIn): Promise<void> {
  const turn = entering.then(() => come(person))
  entering = turn.catch(() => undefined)
  return turn
}

async function come(person: SignedIn): Promise<void> {
  await notebook.open(person)
  if (preferences.locale === '') await language(spoken([person.person.locale, ...navigator.languages]))
  who = person
}

/** Whoever left in another tab, or gave the device to somebody else, is gone from this one too. */
async function heed(now: SignedIn | null): Promise<void> {
  if (who === null || now?.person.id === who.person.id) return
  who = null
  await notebook.close()
}

/** Changes the words; every screen is drawn again in them. */
export async function language(wanted: Locale): Promise<void> {
  await speak(wanted)
  document.documentElement.lang = wanted
  document.documentElement.dir = direction()
  // Whoever installs the app has it in the language they chose.
  if (import.meta.env.PROD)
    document.querySelector('link[rel=manifest]')?.setAttribute('href', `/manifest.${wanted}.webmanifest`)
  spokenHere = wanted
}

export const session = {
  get who() {
    return who
  },
  get spoken() {
    return spokenHere
  },
  /** Opens the remembered person's notebook, then asks the museum in the background. */
  async start(): Promise<void> {
    heedOtherTabs((now) => void heed(now))
    const last = remembered()
    await language(spoken([preferences.locale, last?.person.locale, ...navigator.languages]))
    // Nobody is remembered: whoever left without a network must not be let in again by a cookie that stayed.
    if (last === null) return
    await enter(last)
    asked()
      .then((found) => (found !== null && found.person.id !== last.person.id ? enter(found) : undefined))
      // Without a network the remembered person goes on working.
      .catch(() => undefined)
  },
  async asDemo(id: string): Promise<void> {
    await enter(await demo(id))
  },
  async withCode(email: string, code: string): Promise<void> {
    await enter(await signIn(email, code))
  },
  async withPasskey(): Promise<void> {
    await enter(await enterWithPasskey())
  },
  /** Whoever comes back from their museum's own page is in, if the museum let them. */
  async fromMuseum(): Promise<boolean> {
    const found = await cameBack()
    if (found !== null) await enter(found)
    return found !== null
  },
  async leave(evenUnsent = false): Promise<void> {
    await notebook.leave(evenUnsent)
    await signOut()
    who = null
  },
}
