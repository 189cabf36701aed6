/** What a search needs, folded ahead while somebody looks at the notebook; it goes with the person whose it is. */
import { emptyIndex, indexed, type Index } from '../../core/search'
import { notebook, type Picture } from '../../notebook'
import { idly } from '../../shell/idling'
import { shown } from '../../shell/shown.svelte'

let index = emptyIndex()
let whose: string | undefined

notebook.subscribe(({ me }) => {
  if (me?.id === whose) return
  whose = me?.id
  index = emptyIndex()
})

export const folding = {
  get index(): Index {
    return index
  },
}

export const own = <Entry extends { authorId: string }>(entries: readonly Entry[]): Entry[] =>
  entries.filter((each) => each.authorId === shown.now.me?.id)

/** Folds all of one's own words in idle moments; what it returns stops it. */
export function foldAhead({ observations, commitments }: Picture): () => void {
  return idly(indexed([...own(observations), ...own(commitments)], index))
}
