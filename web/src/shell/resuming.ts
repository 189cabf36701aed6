/** A phone may end the app behind its camera and start it anew: then the half-made entry is where one comes back to. */
import { notebook } from '../notebook'
import { go } from './place.svelte'
import { session } from './session.svelte'

const FRESH_MS = 15 * 60_000

export async function resume(): Promise<void> {
  if (session.who === null || location.pathname !== '/') return
  const draft = await notebook.draft.load('observation').catch(() => null)
  if (
    draft?.route === undefined ||
    draft.savedAt === undefined ||
    (draft.photos.length === 0 && draft.fields['note'] === '')
  )
    return
  if (Date.now() - Date.parse(draft.savedAt) < FRESH_MS) go(draft.route, { replace: true })
}
