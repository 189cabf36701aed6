/** The way to the graph of the screens that only work online: what they ask is loaded with the first of them. */
import { askingBy, type Operation } from './asking'
import ids from './online-document-ids.json'

export const ask = askingBy<Exclude<Operation, 'Push' | 'Changes' | 'Me'>>(
  (input, init) => fetch(input, init),
  ids,
)
