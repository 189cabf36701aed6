/** How the graph gives what it answers: empty where a row has nothing. */
import { bare } from '../core/ids'
import type { RowType } from '../core/rows'
import type { Answer } from './asking'

export type ChangePage = Answer<'Changes'>['changes']
export type GraphChange = ChangePage['changes'][number]
export type GraphRow = Extract<GraphChange, { __typename: 'Upsert' }>['row']
type Of<T extends RowType> = Extract<GraphRow, { __typename: T }>

/** Fields as the graph gives them: what may be missing here may be null there. */
type Given<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | null : T[K] }

/** Drops empty fields, so that a missing value is missing and not null. */
export function filled<T extends object>(fields: Given<Required<T>> | Given<T>): T {
  const given = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(given) as T
}

export const refer = (to: { id: string } | null | undefined): string | null => (to ? bare(to.id) : null)

/** Photo, tag, comment and decision may come with their observation or by themselves. */
export type Nested<T extends RowType> = Omit<Of<T>, '__typename'>
