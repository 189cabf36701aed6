/** One op laid over the world, and what every way of laying it needs. */
import type { Command } from './commands'
import type { PhotoInput, RecordingInput } from './inputs'
import type { Instant, Photo, Recording, Uuid } from './types'

/** An op as far as the overlay cares: queued ones, and acknowledged ones whose rows have not come back. */
export interface Layer {
  command: Command
  capturedAt: Instant
  entity?: string
  /** Waits for a person: what it asks for is not so. */
  state?: string
  rev?: number
}

export function photo(observationId: Uuid, input: PhotoInput, bytesHere: ReadonlySet<Uuid>): Photo {
  return { ...input, observationId, state: 'EXPECTED', local: bytesHere.has(input.id) }
}

export function recording(
  observationId: Uuid,
  input: RecordingInput,
  bytesHere: ReadonlySet<Uuid>,
): Recording {
  return { ...input, observationId, state: 'EXPECTED', local: bytesHere.has(input.id) }
}

/** Sets given values; null clears. */
export function patch<T extends object>(thing: T, change: object, leave: readonly string[]): void {
  for (const [field, value] of Object.entries(change)) {
    if (leave.includes(field) || value === undefined) continue
    if (value === null) delete (thing as Record<string, unknown>)[field]
    else (thing as Record<string, unknown>)[field] = value
  }
}
