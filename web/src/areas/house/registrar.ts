/** Handling notes as the registrar takes them over: the gravest first, and as a table. */
import type { Noted } from '../../core/ahead'
import type { Observation } from '../../core/types'

const GRAVEST = ['CRITICAL', 'HIGH', 'MODERATE', 'LOW']
const COLUMNS = [
  'objectNumber', 'severity', 'condition', 'vulnerable', 'handlingRecommendations', 'avoid',
  'specialRequirements', 'reviewDate', 'note', 'checker', 'date', 'status', 'id',
] // prettier-ignore

export function noted(observations: readonly Observation[]): Noted[] {
  return observations
    .flatMap((entry) => (entry.handling === undefined ? [] : [{ entry, handling: entry.handling }]))
    .sort((a, b) => GRAVEST.indexOf(a.handling.severity) - GRAVEST.indexOf(b.handling.severity))
}

/** What a sheet would read as a formula is kept as words. */
function cell(words: string): string {
  const plain = /^[=+\-@\t\r]/.test(words) ? `'${words}` : words
  return `"${plain.replaceAll('"', '""')}"`
}

/** Comma-separated, as RFC 4180 has it; field names near those of CollectionSpace's condition checks. */
export function table(notes: readonly Noted[], nameOf: (id: string) => string): string {
  const rows = notes.map(({ entry, handling: note }) => [
    ...[entry.objectNumber ?? '', note.severity, note.condition, note.vulnerable, note.care, note.avoid],
    ...[note.needs, note.reviewOn ?? '', entry.note, nameOf(entry.authorId), entry.capturedAt],
    ...['unofficial', note.id],
  ])
  return [COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}
