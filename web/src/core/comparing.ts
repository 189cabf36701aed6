/** Does this device hold what the museum holds? Scope by scope, from ids and revisions alone. */
import type { Digest } from './digest'
import type { Row, RowType, ScopeDigest } from './rows'
import type { Uuid } from './types'

/** The rows a digest speaks of: those that stand in a scope and count their changes. */
export const COUNTED: readonly RowType[] = [
  'Observation',
  'Photo',
  'Mark',
  'Recording',
  'Handling',
  'Notice',
  'Comment',
  'Amendment',
  'Endorsement',
  'Commitment',
  'Debrief',
  'PhotoRule',
]
const FOLDED = 8

const ascii = (text: string): ArrayBuffer => Uint8Array.from(text, (letter) => letter.charCodeAt(0)).buffer

/** Folds rows together; their order does not matter. */
export async function folded(rows: readonly Row[], digest: Digest): Promise<string> {
  const sum = new Uint8Array(FOLDED)
  for (const { key, fields } of rows) {
    const rev = 'rev' in fields ? (fields.rev ?? 0) : 0
    const hash = new Uint8Array(await digest(ascii(`${key}|${rev}`)))
    for (let at = 0; at < FOLDED; at++) sum[at]! ^= hash[at]!
  }
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Scopes of which this device holds something else than the museum, and those it should hold nothing of. */
export async function differing(
  rows: readonly Row[],
  digests: readonly ScopeDigest[],
  digest: Digest,
): Promise<{ again: Uuid[]; strange: Uuid[] }> {
  const held = new Map<Uuid, Row[]>(digests.map(({ scope }) => [scope, []]))
  const strange = new Set<Uuid>()
  for (const row of rows.filter(({ type }) => COUNTED.includes(type))) {
    const list = held.get(row.scope)
    if (list === undefined) strange.add(row.scope)
    else list.push(row)
  }
  const again: Uuid[] = []
  for (const { scope, count, hash } of digests) {
    const mine = held.get(scope) ?? []
    if (mine.length !== count || (await folded(mine, digest)) !== hash) again.push(scope)
  }
  return { again, strange: [...strange] }
}
