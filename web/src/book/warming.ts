/** Fetches the newest small pictures ahead, so that a notebook first opened without signal has them. */
import { thumbsToKeep } from '../core/thumbs'
import type { Picture, Uuid } from '../core/types'

const MOST = 60

/** `keep` says whether to go on with the next; after a no, the next picture begins anew. */
export function createWarming(keep: (id: Uuid) => Promise<boolean>): (picture: Picture) => void {
  let asked = ''

  async function run(ids: readonly Uuid[], list: string): Promise<void> {
    for (const id of ids) {
      // Somebody signed out, or there is a newer list: what is left of this one is not wanted.
      if (asked !== list) return
      if (await keep(id).catch(() => false)) continue
      if (asked === list) asked = ''
      return
    }
  }

  return (picture) => {
    if (!picture.ready) asked = ''
    if (!picture.ready || !picture.filled || picture.sync.reason !== 'none') return
    const ids = thumbsToKeep(picture, MOST)
    const list = ids.join(' ')
    if (list === asked) return
    asked = list
    void run(ids, list)
  }
}
