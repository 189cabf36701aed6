/** One's own data: an archive to take along, and being erased. */
import type { Instant, Uuid } from '../core/types'
import { answer, call } from './signing'

/** An archive of everything that is kept of somebody. */
export interface Archive {
  id: Uuid
  state: 'WAITING' | 'READY' | 'FAILED'
  parts: number
  partsDone: number
  size: number | null
  until: Instant | null
}

/** That somebody asked to be erased. */
export interface Erasure {
  dueAt: Instant
}

const ARCHIVE = '/mine/archive'
const ERASURE = '/mine/erasure'

/** The archive that was asked for last. */
export async function archive(): Promise<Archive | null> {
  return (await answer<{ archive: Archive | null }>(await call(ARCHIVE, 'GET'))).archive
}

/** Asks for an archive. */
export async function askArchive(): Promise<Archive | null> {
  return (await answer<{ archive: Archive | null }>(await call(ARCHIVE, 'POST'))).archive
}

/** Where an archive is fetched, after somebody has shown that it is them. */
export const pathOf = ({ id }: Archive): string => `${ARCHIVE}/${id}`

/** Whether the museum would give the archive out now. */
export async function mayFetch(made: Archive): Promise<void> {
  await call(pathOf(made), 'HEAD')
}

/** Whether one asked to be erased. */
export async function erasure(): Promise<Erasure | null> {
  return (await answer<{ erasure: Erasure | null }>(await call(ERASURE, 'GET'))).erasure
}

/** Asks to be erased. */
export async function askErasure(): Promise<Erasure | null> {
  return (await answer<{ erasure: Erasure | null }>(await call(ERASURE, 'POST'))).erasure
}

/** Thinks again. */
export async function stay(): Promise<null> {
  await call(ERASURE, 'DELETE')
  return null
}
