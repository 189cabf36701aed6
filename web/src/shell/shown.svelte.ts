/** The notebook as the screens see it: one picture, replaced whole, never made into a proxy. */
import { notebook, type Person, type Picture } from '../notebook'

let picture = $state.raw<Picture>({
  me: null,
  placements: [],
  days: [],
  observations: [],
  commitments: [],
  debriefs: [],
  people: [],
  museums: [],
  programmes: [],
  photoRules: [],
  applications: [],
  sync: { worst: 'safe', waiting: 0, photosWaiting: 0, reason: 'none', items: [] },
  ready: false,
  filled: false,
})

/** They stay the same while only the sender's doing changes: a list of hundreds need not ask for each name again. */
const people = $derived(picture.people)

export function watch(): void {
  notebook.subscribe((next) => {
    picture = next
  })
}

export const shown = {
  get now() {
    return picture
  },
}

export function person(id: string | undefined): Person | undefined {
  return people.find((each) => each.id === id)
}

export function nameOf(id: string | undefined): string {
  return person(id)?.name ?? '…'
}

/** What colleagues call each other on the floor. */
export function firstName(id: string | undefined): string {
  return nameOf(id).split(' ')[0] ?? ''
}

export function museum(id: string | undefined) {
  return picture.museums.find((each) => each.id === id)
}
