/** A whole database as one file: what phones in the field have, kept so that every newer app is tried on it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Shelf {
  keyPath: string
  indexes: { name: string; keyPath: string }[]
  rows: unknown[]
}

export interface Golden {
  version: number
  person: string
  shelves: Record<string, Shelf>
}

const FOLDER = join(import.meta.dirname, 'golden')
export const fileOf = (version: number): string => join(FOLDER, `version-${version}.json`)

export const goldens = (newest: number): Golden[] =>
  Array.from({ length: newest }, (_, index) => fileOf(index + 1))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8'), revive) as Golden)

function revive(_key: string, value: unknown): unknown {
  const bytes = (value as { $bytes?: string } | null)?.$bytes
  return bytes === undefined ? value : new Uint8Array(Buffer.from(bytes, 'base64')).buffer
}

const plain = (_key: string, value: unknown): unknown =>
  value instanceof ArrayBuffer ? { $bytes: Buffer.from(value).toString('base64') } : value

export const written = (golden: Golden): string => `${JSON.stringify(golden, plain, 1)}\n`

const done = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('The request failed.'))
  })

/** Reads the database as it stands, by the plainest means: no code of the app takes part. */
export async function dump(name: string, person: string): Promise<Golden> {
  const db = await done(indexedDB.open(name))
  const shelves: Golden['shelves'] = {}
  for (const shelf of db.objectStoreNames) {
    const store = db.transaction(shelf).objectStore(shelf)
    shelves[shelf] = {
      keyPath: store.keyPath as string,
      indexes: [...store.indexNames].map((index) => ({
        name: index,
        keyPath: store.index(index).keyPath as string,
      })),
      rows: await done(store.getAll()),
    }
  }
  const { version } = db
  db.close()
  return { version, person, shelves }
}

/** Lays the database down as an app of that version left it. */
export async function restore(golden: Golden, name: string): Promise<void> {
  const asked = indexedDB.open(name, golden.version)
  asked.onupgradeneeded = () => {
    for (const [shelf, { keyPath, indexes, rows }] of Object.entries(golden.shelves)) {
      const store = asked.result.createObjectStore(shelf, { keyPath })
      for (const index of indexes) store.createIndex(index.name, index.keyPath)
      for (const row of rows) store.put(row)
    }
  }
  const db = await done(asked)
  db.close()
}
