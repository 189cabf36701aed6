/** What the museum counts in its digests, the app counts too; otherwise it reads its scopes again for ever. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COUNTED } from '../../src/core/comparing'

/** It stands in no scope: it is one. */
const A_SCOPE = ['Placement']
/** They belong to a network, and are read online: no device keeps them, and no digest counts them. */
const NOT_KEPT = ['Blackout', 'Need']

test('every row that counts its changes is compared', () => {
  const told = readFileSync(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8')
  const rows = [...told.matchAll(/^type (\w+) implements Node \{(.*?)^\}/gms)]
  const numbered = rows.filter(([, , fields]) => /^ {2}rev: Int!/m.test(fields ?? '')).map(([, name]) => name)
  expect([...COUNTED, ...A_SCOPE, ...NOT_KEPT].sort()).toEqual(numbered.sort())
})
