/** Fetches what changed at the museum, page by page, each applied whole or not at all. */
import { freshSilent, instant } from '../core/clock'
import type { Change, Page } from '../core/rows'
import { pageOf } from '../graph/rows'
import { forgetPhotos } from '../graph/shown-photos'
import { applyPage, nextQuestion } from '../local/pages'
import type { Way } from './way'

const PAGE = 200

/** Whether a photo may have left what this person may see. */
function hides({ reset, changes }: Page): boolean {
  return reset || changes.some((one) => one.kind === 'scope-removed' || isPhotoGone(one))
}

const isPhotoGone = (one: Change): boolean => one.kind === 'gone' && one.key.startsWith('Photo:')

/**
 * Pulls until there is no more. A page another tab has overtaken is dropped, and the pull begins anew.
 * True when the museum did not know where we were: it may be back from a backup.
 */
export async function pullAll(way: Way): Promise<boolean> {
  for (let lost = false; ;) {
    const question = await nextQuestion(way.connection, instant(way.clock.now()))
    const { deviceId } = way
    const after = question.after ?? null
    const { changes } = await way.ask('Changes', { deviceId, after, limit: PAGE })
    const page = pageOf(changes)
    const applied = await applyPage(way.connection, page, question, freshSilent(way.clock))
    if (applied && hides(page)) await forgetPhotos()
    if (applied && (page.changes.length > 0 || question.after === undefined)) way.changed()
    lost ||= page.reset
    if (applied && !page.hasMore && !page.reset) return lost
  }
}
