/** Fetches what changed at the museum, page by page, each applied whole or not at all. */
import { freshSilent } from '../core/clock'
import { differing } from '../core/comparing'
import type { Change, Page, ScopeDigest } from '../core/rows'
import type { Uuid } from '../core/types'
import { pageOf } from '../graph/rows'
import { forgetPhotos, forgetThese } from '../graph/shown-photos'
import { applyPage, forgetScopes, nextQuestion, type Question } from '../local/pages'
import type { Way } from './way'

const PAGE = 200

/** Whether a photo may have left what this person may see. */
function hides({ reset, changes }: Page): boolean {
  return reset || changes.some((one) => one.kind === 'scope-removed' || isPhotoGone(one))
}

/** Photos that are kept nowhere from now on. */
function withheld({ changes }: Page): Uuid[] {
  return changes.flatMap((one) => {
    if (one.kind !== 'upsert') return []
    const { row, children } = one
    const restricted = row.type === 'Observation' && row.fields.restricted !== undefined
    return [row, ...children].flatMap(({ type, fields }) =>
      type === 'Photo' && (restricted || fields.hostOnly === true) ? [fields.id] : [],
    )
  })
}

const isPhotoGone = (one: Change): boolean => one.kind === 'gone' && one.key.startsWith('Photo:')

/**
 * Pulls until there is no more. A page another tab has overtaken is dropped, and the pull begins anew.
 * True when the museum did not know where we were: it may be back from a backup.
 */
export async function pullAll(way: Way): Promise<boolean> {
  let again: readonly Uuid[] | undefined
  for (let lost = false; ;) {
    const asked = await nextQuestion(way.connection)
    const question = again === undefined ? asked : { ...asked, digest: false, again }
    const page = await ask(way, question)
    const applied = await applyPage(way.connection, page, question, freshSilent(way.clock), way.clock.now())
    if (applied && hides(page)) await forgetPhotos()
    else if (applied) await forgetThese(withheld(page))
    if (applied && (page.changes.length > 0 || question.after === undefined)) way.changed()
    lost ||= page.reset
    // Scopes are asked for again once; from there the cursor goes on.
    if (applied) again = undefined
    if (!applied || page.hasMore || page.reset) continue
    if (page.digest === undefined) return lost
    again = await notAsThere(way, page.digest)
    if (again.length === 0) return lost
  }
}

async function ask(way: Way, question: Question): Promise<Page> {
  const { after = null, digest, again = null } = question
  const { deviceId } = way
  const variables = { deviceId, after, limit: PAGE, digest, again: again && [...again] }
  return pageOf((await way.ask('Changes', variables)).changes)
}

/** The scopes to read again; what this device should hold nothing of goes at once. */
async function notAsThere(way: Way, digests: readonly ScopeDigest[]): Promise<Uuid[]> {
  const rows = await way.connection.withDb((db) => db.getAll('rows'))
  const { again, strange } = await differing(rows, digests, way.digest)
  if (strange.length > 0) {
    await forgetScopes(way.connection, strange)
    way.changed()
  }
  return again
}
