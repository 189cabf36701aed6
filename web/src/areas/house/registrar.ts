/** Handling notes as the registrar takes them over: the gravest first, and as a table. */
import type { Noted } from '../../core/ahead'
import { sheetOf, type Column } from '../../core/sheet'
import type { Observation } from '../../core/types'

const GRAVEST = ['CRITICAL', 'HIGH', 'MODERATE', 'LOW']
export function noted(observations: readonly Observation[]): Noted[] {
  return observations
    .flatMap((entry) => (entry.handling === undefined ? [] : [{ entry, handling: entry.handling }]))
    .sort((a, b) => GRAVEST.indexOf(a.handling.severity) - GRAVEST.indexOf(b.handling.severity))
}

/** Its columns have names near those of CollectionSpace's condition checks. */
const columns = (nameOf: (id: string) => string): readonly Column<Noted>[] => [
  ['objectNumber', ({ entry }) => entry.objectNumber],
  ['severity', ({ handling }) => handling.severity],
  ['condition', ({ handling }) => handling.condition],
  ['vulnerable', ({ handling }) => handling.vulnerable],
  ['handlingRecommendations', ({ handling }) => handling.care],
  ['avoid', ({ handling }) => handling.avoid],
  ['specialRequirements', ({ handling }) => handling.needs],
  ['reviewDate', ({ handling }) => handling.reviewOn],
  ['note', ({ entry }) => entry.note],
  ['checker', ({ entry }) => nameOf(entry.authorId)],
  ['date', ({ entry }) => entry.capturedAt],
  ['status', () => 'unofficial'],
  ['id', ({ handling }) => handling.id],
]

export const table = (notes: readonly Noted[], nameOf: (id: string) => string): string =>
  sheetOf(columns(nameOf), notes)
