/** One IndexedDB database per person. Connections die on phones, so none is trusted for longer than a call. */
import {
  deleteDB,
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type OpenDBCallbacks,
  type StoreNames,
} from 'idb'
import type { AckedOp, QueuedOp } from '../core/commands'
import type { Receipt } from '../core/receipts'
import type { Row } from '../core/rows'
import type { Cleared, Uuid } from '../core/types'
import type { LocalPhoto } from '../core/world'

/** A photo, or a recording: both are announced with their entry, and their bytes follow. */
export interface KeptPhoto extends LocalPhoto {
  sha256: string
  size: number
  mime: string
  width: number
  height: number
  /** Of a recording: how long it is. It has no width and no height. */
  durationMs?: number
  /** The number of the museum's word that it has the bytes: what was asked before that says nothing of them. */
  mark?: number
  /** The address the museum gave this upload; sending resumes there. */
  url?: string
  tries: number
  notBefore: number
}

/** A photo's bytes, as ArrayBuffer: WebKit cannot be trusted to store a Blob. */
export interface KeptBytes {
  id: Uuid
  bytes: ArrayBuffer
  mime: string
}

export interface KeptDraft {
  key: string
  fields: Record<string, unknown>
  photos: Record<string, unknown>[]
  recordings?: Record<string, unknown>[]
  /** Recordings under way, piece by piece: what was said before this page was killed. */
  spoken?: KeptSpoken[]
  route?: string
  savedAt: string
}

export interface KeptSpoken {
  id: Uuid
  mime: string
  durationMs: number
  /** The names of its pieces among the bytes, in their order. */
  pieces: Uuid[]
}

/** What somebody left behind when they signed out: only they can open it. */
export interface Locked {
  id: string
  iv: ArrayBuffer
  bytes: ArrayBuffer
}

/** Small facts about this device; one row each. */
export interface Meta {
  deviceId: Uuid
  /** The last seq given to an op. */
  seq: number
  /** How many acknowledgements this device has written down, of ops and of bytes. */
  marks: number
  cursor: string
  feedEpoch: Uuid
  durableThrough: number
  /** Photos received before this moment are in a verified backup. */
  backedUpUntil: string
  /** How many pulls have come to their end. */
  pulls: number
  lastSafeAt: string
  /** When this browser was found to have cleared everything, and what was lost. */
  cleared: Cleared
  filled: boolean
  /** The name of a running fresh start; rows that do not bear it go at its end. */
  refill: string
  /** Closes what is left behind at sign-out. It cannot be read out, and leaves this device with the person. */
  lock: CryptoKey
}

export interface Shelves extends DBSchema {
  ops: { key: Uuid; value: QueuedOp; indexes: { lane: string; seq: number } }
  acked: { key: Uuid; value: AckedOp & { mark: number }; indexes: { seq: number } }
  rows: {
    key: string
    value: Row & { fill?: string }
    indexes: { type: string; scope: string; parent: string }
  }
  photos: { key: Uuid; value: KeptPhoto }
  bytes: { key: Uuid; value: KeptBytes }
  drafts: { key: string; value: KeptDraft }
  meta: { key: string; value: { key: string; value: Meta[keyof Meta] } }
  receipts: { key: string; value: Receipt }
  locked: { key: string; value: Locked }
}

export type Shelf = StoreNames<Shelves>
export type Writing = IDBPTransaction<Shelves, Shelf[], 'readwrite'>
export type Database = IDBPDatabase<Shelves>

export const VERSION = 2

/** Only ever adds: an upgrade that removed something could take unsent work with it. */
function upgrade(db: Database, from: number): void {
  if (from < 1) {
    const ops = db.createObjectStore('ops', { keyPath: 'opId' })
    ops.createIndex('lane', 'lane')
    ops.createIndex('seq', 'seq')
    db.createObjectStore('acked', { keyPath: 'opId' }).createIndex('seq', 'seq')
    const rows = db.createObjectStore('rows', { keyPath: 'key' })
    rows.createIndex('type', 'type')
    rows.createIndex('scope', 'scope')
    rows.createIndex('parent', 'parent')
    db.createObjectStore('photos', { keyPath: 'id' })
    db.createObjectStore('bytes', { keyPath: 'id' })
    db.createObjectStore('drafts', { keyPath: 'key' })
    db.createObjectStore('meta', { keyPath: 'key' })
  }
  if (from < 2) {
    db.createObjectStore('receipts', { keyPath: 'id' })
    db.createObjectStore('locked', { keyPath: 'id' })
  }
}

/** Errors of a connection, not of a request: the same work may pass on a fresh one. */
const DEAD = new Set(['InvalidStateError', 'UnknownError', 'AbortError', 'TransactionInactiveError'])

export interface Connection {
  /** Runs the work, and once more on a fresh connection when the first one turns out dead. */
  withDb<T>(work: (db: Database) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** This notebook was closed here, or taken off this device by another tab. */
export class Closed extends Error {
  override name = 'Closed'
}

export function databaseName(person: Uuid): string {
  return `understudy-${person}`
}

/**
 * A newer app in another tab may have upgraded this database already. Upgrades only add, so it is opened as
 * it is: what somebody writes in the older tab must not be lost for want of a reload.
 */
async function openNewest(name: string, again: boolean, forget: () => void): Promise<Database> {
  const callbacks: OpenDBCallbacks<Shelves> = {
    upgrade(db, from, _to, tx) {
      if (!again || from > 0) return upgrade(db, from)
      tx.done.catch(() => undefined)
      tx.abort()
    },
    // Another tab wants to upgrade: an old connection kept open would hang it.
    blocking: (_now, _wanted, event) => {
      ;(event.target as IDBDatabase).close()
      forget()
    },
    terminated: forget,
  }
  try {
    return await openDB<Shelves>(name, VERSION, callbacks)
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'VersionError') throw error
    return openDB<Shelves>(name, undefined, callbacks)
  }
}

/** Whoever signs out takes the database away under every tab: none of them may bring it back. */
async function openAgain(name: string, forget: () => void): Promise<Database> {
  const db = await openNewest(name, true, forget).catch((error: unknown) => {
    throw error instanceof Error && error.name === 'AbortError' ? new Closed() : error
  })
  if ((await db.getKey('meta', 'deviceId')) !== undefined) return db
  db.close()
  throw new Closed()
}

export function connect(person: Uuid): Connection {
  let opened: Promise<Database> | undefined
  let closed = false
  let before = false

  function open(): Promise<Database> {
    // A sender that was still at work must not bring a wiped database back.
    if (closed) return Promise.reject(new Closed())
    if (opened !== undefined) return opened
    const name = databaseName(person)
    const promise: Promise<Database> = before
      ? openAgain(name, () => forget(promise))
      : openNewest(name, false, () => forget(promise))
    opened = promise
    promise.then(
      () => (before = true),
      () => forget(promise),
    )
    return promise
  }

  function forget(which: Promise<Database> | undefined): void {
    if (opened === which) opened = undefined
  }

  async function withDb<T>(work: (db: Database) => Promise<T>): Promise<T> {
    const first = open()
    try {
      return await work(await first)
    } catch (error) {
      if (!(error instanceof Error) || !DEAD.has(error.name)) throw error
      forget(first)
      first.then((db) => db.close()).catch(() => undefined)
      return work(await open())
    }
  }

  return {
    withDb,
    async close() {
      closed = true
      const last = opened
      opened = undefined
      // One that could not be opened is closed.
      await last?.then(
        (db) => db.close(),
        () => undefined,
      )
    },
  }
}

/**
 * One strict readwrite transaction: on disk when the promise resolves, or nothing of it at all.
 * The work may only await requests of this transaction.
 */
export async function strictly<T>(
  db: Database,
  shelves: Shelf[],
  work: (tx: Writing) => Promise<T>,
): Promise<T> {
  const tx = db.transaction(shelves, 'readwrite', { durability: 'strict' })
  try {
    const result = await work(tx)
    await tx.done
    return result
  } catch (error) {
    // The transaction may already be aborted; its own error says more than a second abort would.
    tx.done.catch(() => undefined)
    try {
      tx.abort()
    } catch {
      // It was.
    }
    throw error
  }
}

export async function readMeta<K extends keyof Meta>(tx: Writing, key: K): Promise<Meta[K] | undefined> {
  return (await tx.objectStore('meta').get(key))?.value as Meta[K] | undefined
}

/** The next number of what the museum acknowledged: an order that no clock can turn round. */
export async function nextMark(tx: Writing): Promise<number> {
  const mark = ((await readMeta(tx, 'marks')) ?? 0) + 1
  await writeMeta(tx, 'marks', mark)
  return mark
}

export async function writeMeta<K extends keyof Meta>(tx: Writing, key: K, value: Meta[K]): Promise<void> {
  await tx.objectStore('meta').put({ key, value })
}

/** Takes the person's whole database off this device. A tab that still has it open delays it, not more. */
export function wipe(person: Uuid): Promise<void> {
  return deleteDB(databaseName(person))
}
