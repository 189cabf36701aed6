/** A page of changes on disk: applied whole, in one transaction, and only if it answers the present cursor. */
import { begins } from '../core/commands'
import type { Change, Page, Row } from '../core/rows'
import type { Uuid } from '../core/types'
import { keepReceipt } from './outbox'
import { partWithGone, partWithThose } from './parting'
import { readMeta, strictly, writeMeta, type Connection, type Shelf, type Writing } from './database'

const WRITTEN: Shelf[] = ['rows', 'acked', 'photos', 'bytes', 'receipts', 'meta']

/** Where the next page begins, and what had been acknowledged when it was asked for. */
export interface Question {
  deviceId: Uuid
  after: string | undefined
  mark: number
  /** True now and then: whether this device holds what the museum holds. */
  digest: boolean
  /** Scopes asked for from their beginning, because what is held of them is not right. */
  again?: readonly Uuid[]
}

/** A digest costs the museum a look at everything, so it is asked for at every so many pulls. */
const DIGEST_EVERY = 20

export function nextQuestion(connection: Connection): Promise<Question> {
  return connection.withDb((db) =>
    strictly(db, ['meta'], async (tx) => ({
      deviceId: (await readMeta(tx, 'deviceId')) ?? '',
      after: await readMeta(tx, 'cursor'),
      mark: (await readMeta(tx, 'marks')) ?? 0,
      digest: ((await readMeta(tx, 'pulls')) ?? 0) % DIGEST_EVERY === DIGEST_EVERY - 1,
    })),
  )
}

/** Removes a row and everything below it. */
async function drop(tx: Writing, key: string): Promise<void> {
  for (const below of await tx.objectStore('rows').index('parent').getAllKeys(key)) await drop(tx, below)
  await tx.objectStore('rows').delete(key)
}

/** What the museum no longer shows is not shown from here either. */
async function gone(tx: Writing, key: string): Promise<void> {
  await drop(tx, key)
  for (const op of await tx.objectStore('acked').getAll())
    if (op.unseen && op.lane === key) await tx.objectStore('acked').put({ ...op, unseen: false })
}

async function put(tx: Writing, row: Row, fill: string | undefined): Promise<void> {
  await tx.objectStore('rows').put(fill === undefined ? row : { ...row, fill })
}

async function upsert(
  tx: Writing,
  change: Extract<Change, { kind: 'upsert' }>,
  fill?: string,
): Promise<void> {
  const { row, children, whole, lent } = change
  await put(tx, row, fill)
  if (whole) {
    const stay = new Set(children.map((child) => child.key))
    for (const key of await tx.objectStore('rows').index('parent').getAllKeys(row.key))
      if (!stay.has(key)) await drop(tx, key)
  }
  for (const child of children) await put(tx, child, fill)
  for (const other of lent) {
    const own = await tx.objectStore('rows').get(other.key)
    // A row that came by itself knows its own scope; one that came along does not overwrite it.
    if (own === undefined || own.lent) await put(tx, other, fill)
    else if (fill !== undefined && own.fill !== fill) await put(tx, { ...other }, fill)
  }
}

/**
 * What the museum says of photos taken here: its receipt is kept; and when it lost a photo's bytes and they are
 * here still, they go again.
 */
async function ownPhotos(tx: Writing, rows: readonly Row[], mark: number): Promise<void> {
  for (const { type, key, fields } of rows) {
    if (type !== 'Photo' && type !== 'Recording') continue
    const photo = await tx.objectStore('photos').get(fields.id)
    if (photo !== undefined) await keepReceipt(tx, key, fields.receipt)
    if (fields.state !== 'EXPECTED') continue
    if ((await tx.objectStore('bytes').getKey(fields.id)) === undefined) continue
    // A page asked for before the museum had these bytes says nothing of them.
    if (photo?.upload !== 'received' || (photo.mark ?? 0) > mark) continue
    const { url: _url, receivedAt: _at, mark: _mark, ...rest } = photo
    await tx.objectStore('photos').put({ ...rest, upload: 'waiting', tries: 0 })
  }
}

/** Scopes this device should hold nothing of. */
export function forgetScopes(connection: Connection, scopes: readonly Uuid[]): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, ['rows'], async (tx) => {
      for (const scope of scopes) await purge(tx, scope)
    }),
  )
}

async function purge(tx: Writing, scope: Uuid): Promise<void> {
  for (const key of await tx.objectStore('rows').index('scope').getAllKeys(scope)) await drop(tx, key)
}

/** The whole page, or nothing of it. Returns false for a page that answers an older question. */
export function applyPage(
  connection: Connection,
  page: Page,
  question: Question,
  refill: string,
  now: number,
): Promise<boolean> {
  return connection.withDb((db) =>
    strictly(db, WRITTEN, async (tx) => {
      if ((await readMeta(tx, 'cursor')) !== question.after) return false
      if (page.reset) {
        await tx.objectStore('meta').delete('cursor')
        await writeMeta(tx, 'refill', refill)
        return true
      }
      const fill = await readMeta(tx, 'refill')
      for (const change of page.changes) {
        if (change.kind === 'gone') await gone(tx, change.key)
        else if (change.kind === 'scope-removed') await purge(tx, change.scope)
        else if (change.kind === 'scope-added' && question.again?.includes(change.scope) === true)
          await purge(tx, change.scope)
        else if (change.kind === 'upsert') {
          await upsert(tx, change, fill)
          await ownPhotos(tx, [change.row, ...change.children], question.mark)
        }
      }
      await partWithGone(tx, new Set(page.changes.flatMap((one) => (one.kind === 'gone' ? [one.key] : []))))
      await writeMeta(tx, 'cursor', page.cursor)
      if (page.backedUpUntil !== undefined) await writeMeta(tx, 'backedUpUntil', page.backedUpUntil)
      if (!page.hasMore) {
        await writeMeta(tx, 'pulls', ((await readMeta(tx, 'pulls')) ?? 0) + 1)
        await caughtUp(tx, question.mark, fill)
        await partWithThose(tx, now)
      }
      return true
    }),
  )
}

/**
 * At the end of a pull: what was acknowledged before it began is in the rows now. An entry somebody has just
 * made never leaves the screen before its row is really here.
 */
async function caughtUp(tx: Writing, mark: number, fill: string | undefined): Promise<void> {
  for (const op of await tx.objectStore('acked').getAll()) {
    if (!op.unseen || op.mark > mark) continue
    const here = !begins(op.command) || (await tx.objectStore('rows').getKey(op.lane)) !== undefined
    if (here) await tx.objectStore('acked').put({ ...op, unseen: false })
  }
  if ((await readMeta(tx, 'filled')) !== true) await writeMeta(tx, 'filled', true)
  if (fill === undefined) return
  for (const row of await tx.objectStore('rows').getAll())
    if (row.fill !== fill) await tx.objectStore('rows').delete(row.key)
  await tx.objectStore('meta').delete('refill')
}
