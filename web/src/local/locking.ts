/**
 * What somebody leaves behind when they sign out is closed with a key that leaves this device with them: the
 * museum gives it again at their next sign-in. It guards against whoever holds the device next. Each step is
 * whole by itself, so one that is cut short is simply gone on with.
 */
import { hex } from '../core/digest'
import type { Connection, Database, Locked, Shelves } from './database'
import { readMeta, strictly } from './database'
import { layBeside } from './drafts'

/** Closed together, because they speak of each other; bytes are closed one by one, because they are large. */
const WORDS = ['ops', 'acked', 'photos', 'drafts', 'receipts'] as const
type Word = (typeof WORDS)[number]
type Words = { [S in Word]: Shelves[S]['value'][] }
const NOTHING = JSON.stringify(Object.fromEntries(WORDS.map((shelf) => [shelf, []])))
/** How what is closed together is called; before there could be more than one, this was the whole name. */
const TOGETHER = 'words'
const isWords = (id: string): boolean => id === TOGETHER || id.startsWith(`${TOGETHER}:`)

async function sealed(key: CryptoKey, id: string, plain: ArrayBuffer): Promise<Locked> {
  const iv = crypto.getRandomValues(new Uint8Array(12)).buffer
  // The name is sealed in: one record cannot be put in another's place.
  const named = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(id) }
  return { id, iv, bytes: await crypto.subtle.encrypt(named, key, plain) }
}

function opened(key: CryptoKey, { id, iv, bytes }: Locked): Promise<ArrayBuffer> {
  const named = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(id) }
  return crypto.subtle.decrypt(named, key, bytes)
}

/** A key the browser uses and never gives out; nothing where it has no such thing (http on a LAN). */
export async function importLock(secret: ArrayBuffer): Promise<CryptoKey | undefined> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle
  return subtle?.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

async function words(from: { getAll(shelf: Word): Promise<unknown[]> }): Promise<string> {
  const rows = await Promise.all(WORDS.map((shelf) => from.getAll(shelf)))
  return JSON.stringify(Object.fromEntries(WORDS.map((shelf, at) => [shelf, rows[at]])))
}

const wordsNow = (db: Database): Promise<string> => {
  const tx = db.transaction([...WORDS])
  return words({ getAll: (shelf) => tx.objectStore(shelf).getAll() })
}

/**
 * Closes everything of the person and forgets the key. False when there is no key: then it stays as it is.
 * Rows go: the museum has them. What another tab writes meanwhile is closed too.
 */
export async function lock(connection: Connection): Promise<boolean> {
  const key = await connection.withDb(
    async (db) => (await db.get('meta', 'lock'))?.value as CryptoKey | undefined,
  )
  if (key === undefined) return alreadyClosed(connection)
  do await lockBytes(connection, key)
  while (!(await lockWords(connection, key)))
  return true
}

async function lockBytes(connection: Connection, key: CryptoKey): Promise<void> {
  for (const id of await connection.withDb((db) => db.getAllKeys('bytes'))) {
    const kept = await connection.withDb((db) => db.get('bytes', id))
    if (kept === undefined) continue
    const mime = new TextEncoder().encode(`${kept.mime}\n`)
    const plain = new Uint8Array(mime.length + kept.bytes.byteLength)
    plain.set(mime)
    plain.set(new Uint8Array(kept.bytes), mime.length)
    const closed = await sealed(key, id, plain.buffer)
    await connection.withDb((db) =>
      strictly(db, ['locked', 'bytes'], async (tx) => {
        await tx.objectStore('locked').put(closed)
        await tx.objectStore('bytes').delete(id)
      }),
    )
  }
}

/** False when something was written while we closed: then it is closed once more. */
async function lockWords(connection: Connection, key: CryptoKey): Promise<boolean> {
  const open = await connection.withDb(wordsNow)
  // What an earlier sign-out closed, perhaps with another key, lies beside it under a name of its own.
  const name = `${TOGETHER}:${hex(crypto.getRandomValues(new Uint8Array(16)).buffer)}`
  const closed = await sealed(key, name, new TextEncoder().encode(open).buffer)
  return connection.withDb((db) =>
    strictly(db, ['locked', 'meta', 'rows', 'bytes', ...WORDS], async (tx) => {
      const now = await words({ getAll: (shelf) => tx.objectStore(shelf).getAll() })
      if (now !== open || (await tx.objectStore('bytes').count()) > 0) return false
      if (open !== NOTHING) await tx.objectStore('locked').put(closed)
      for (const shelf of WORDS) await tx.objectStore(shelf).clear()
      await tx.objectStore('rows').clear()
      for (const fact of ['cursor', 'filled', 'lock']) await tx.objectStore('meta').delete(fact)
      return true
    }),
  )
}

/** Another tab may have closed it before us, and taken the key; what was shown here since is at the museum. */
function alreadyClosed(connection: Connection): Promise<boolean> {
  return connection.withDb((db) =>
    strictly(db, ['locked', 'rows', 'bytes', 'meta', ...WORDS], async (tx) => {
      for (const shelf of ['bytes', ...WORDS] as const)
        if ((await tx.objectStore(shelf).count()) > 0) return false
      if ((await tx.objectStore('locked').count()) === 0) return false
      await tx.objectStore('rows').clear()
      for (const fact of ['cursor', 'filled']) await tx.objectStore('meta').delete(fact)
      return true
    }),
  )
}

/** Remembers the key for the next sign-out. */
export function keepLock(connection: Connection, key: CryptoKey): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, ['meta'], async (tx) => {
      await tx.objectStore('meta').put({ key: 'lock', value: key })
    }),
  )
}

/** Opens what was left behind. False when this key does not fit all of it: the rest stays closed, and stays here. */
export async function unlock(connection: Connection): Promise<boolean> {
  const closed = await connection.withDb((db) => db.getAllKeys('locked'))
  if (closed.length === 0) return true
  const key = await connection.withDb((db) => strictly(db, ['meta'], (tx) => readMeta(tx, 'lock')))
  if (key === undefined) return false
  let all = true
  // Bytes before the words that speak of them.
  for (const id of closed.sort((a, b) => Number(isWords(a)) - Number(isWords(b)))) {
    const one = await connection.withDb((db) => db.get('locked', id))
    if (one === undefined) continue
    const plain = await opened(key, one).catch(() => undefined)
    if (plain === undefined) all = false
    else if (isWords(id)) await openWords(connection, id, plain)
    else await openBytes(connection, id, plain)
  }
  return all
}

function openBytes(connection: Connection, id: string, plain: ArrayBuffer): Promise<void> {
  const end = new Uint8Array(plain).indexOf(10)
  const mime = new TextDecoder().decode(plain.slice(0, end))
  return connection.withDb((db) =>
    strictly(db, ['locked', 'bytes'], async (tx) => {
      await tx.objectStore('bytes').put({ id, bytes: plain.slice(end + 1), mime })
      await tx.objectStore('locked').delete(id)
    }),
  )
}

/** What has been written here since is newer than what was closed. */
function openWords(connection: Connection, id: string, plain: ArrayBuffer): Promise<void> {
  const was = JSON.parse(new TextDecoder().decode(plain)) as Words
  return connection.withDb((db) =>
    strictly(db, ['locked', ...WORDS], async (tx) => {
      for (const op of was.ops) {
        const known =
          (await tx.objectStore('ops').getKey(op.opId)) ?? (await tx.objectStore('acked').getKey(op.opId))
        if (known === undefined) await tx.objectStore('ops').put(op)
      }
      for (const op of was.acked)
        if ((await tx.objectStore('acked').getKey(op.opId)) === undefined)
          await tx.objectStore('acked').put(op)
      for (const shelf of ['photos', 'receipts'] as const)
        for (const row of was[shelf])
          if ((await tx.objectStore(shelf).getKey(row.id)) === undefined) await tx.objectStore(shelf).put(row)
      for (const draft of was.drafts) await layBeside(tx, draft)
      await tx.objectStore('locked').delete(id)
    }),
  )
}
