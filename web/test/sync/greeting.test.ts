/** What a device says of itself when it greets the museum. */
import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { addressed } from '../../src/core/commands'
import { Trouble } from '../../src/graph/trouble'
import { connect, type Connection } from '../../src/local/database'
import { enqueue } from '../../src/local/outbox'
import { ensureDevice } from '../../src/local/reading'
import { greet } from '../../src/sync/pushing'
import type { Way } from '../../src/sync/way'

test('an op made while we greet does not count as answered', async () => {
  const connection = connect(randomUUID())
  await ensureDevice(connection, randomUUID())
  const said = addressed({ name: 'writeComment', input: { id: 'b', observationId: 'o', body: 'Yes.' } })
  const write = () =>
    enqueue(connection, [{ ...said, opId: randomUUID(), capturedAt: '2026-10-08T09:30:00.000Z', bytes: [] }])
  let ackThrough = -1
  let made: Promise<void> | undefined
  const once: Connection = {
    ...connection,
    // Somebody writes as soon as the first reading is through.
    async withDb(work) {
      const result = await connection.withDb(work)
      await (made ??= write())
      return result
    },
  }
  const way = {
    ...{ connection: once, deviceId: 'd', clock: { now: () => 0, chance: () => 1 } },
    ask: (_name: string, { input }: { input: { ackThrough: number } }) => {
      ackThrough = input.ackThrough
      return Promise.reject(new Trouble('offline'))
    },
  } as unknown as Way
  await expect(greet(way)).rejects.toThrow(Trouble)
  expect(ackThrough).toBe(0)
})
