/**
 * What somebody leaves behind when they sign out is closed with a key that leaves this device with them: the
 * museum gives it again at their next sign-in. It guards against whoever holds the device next. Each step is
 * whole by itself, so one that is cut short is simply gone on with.
 */
import type { Connection, Database, Locked } from './database'
import { readMeta, strictly } from './database'

/** Closed together, because they speak of each other; bytes are closed one by one, because they are large. */
const WORDS = ['ops', 'acked', 'photos', 'drafts', 'receipts'] as const
const TOGETHER = 'words'

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

async function words(db: Database): Promise<string> {
  const tx = db.transaction([...WORDS])
  const rows = await Promise.all(WORDS.map((shelf) => tx.objectStore(shelf).getAll()))
  return JSON.stringify(Object.fromEntries(WORDS.map((shelf, at) => [shelf, rows[at]])))
}

/**
 * Closes everything of the person and forgets the key. False when there is no key: then it stays as it is.
 * Rows go: the museum has them. Whoever calls it has stopped the sender and every form.
 */
export async function lock(connection: Connection): Promise<boolean> {
  const key = await connection.withDb(
    async (db) => (await db.get('meta', 'lock'))?.value as CryptoKey | undefined,
  )
  if (key === undefined) return false
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
  const open = await connection.withDb(words)
  const closed = await sealed(key, TOGETHER, new TextEncoder().encode(open).buffer)
  await connection.withDb((db) =>
    strictly(db, ['locked', 'meta', 'rows', ...WORDS], async (tx) => {
      await tx.objectStore('locked').put(closed)
      for (const shelf of WORDS) await tx.objectStore(shelf).clear()
      await tx.objectStore('rows').clear()
      for (const fact of ['cursor', 'filled', 'lock']) await tx.objectStore('meta').delete(fact)
    }),
  )
  return true
}

/** Remembers the key for the next sign-out. */
export function keepLock(connection: Connection, key: CryptoKey): Promise<void> {
  return connection.withDb((db) =>
    strictly(db, ['meta'], async (tx) => {
      await tx.objectStore('meta').put({ key: 'lock', value: key })
    }),
  )
}

/** Opens what was left behind. False when this key does not fit: then it stays closed, and stays here. */
export async function unlock(connection: Connection): Promise<boolean> {
  const closed = await connection.withDb((db) => db.getAllKeys('locked'))
  if (closed.length === 0) return true
  const key = await connection.withDb((db) => strictly(db, ['meta'], (tx) => readMeta(tx, 'lock')))
  if (key === undefined) return false
  for (const id of closed.filter((each) => each !== TOGETHER)) {
    const one = await connection.withDb((db) => db.get('locked', id))
    if (one === undefined) continue
    const plain = await opened(key, one).catch(() => undefined)
    if (plain === undefined) return false
    const end = new Uint8Array(plain).indexOf(10)
    const mime = new TextDecoder().decode(plain.slice(0, end))
    await connection.withDb((db) =>
      strictly(db, ['locked', 'bytes'], async (tx) => {
        await tx.objectStore('bytes').put({ id, bytes: plain.slice(end + 1), mime })
        await tx.objectStore('locked').delete(id)
      }),
    )
  }
  return !closed.includes(TOGETHER) || openWords(connection, key)
}

async function openWords(connection: Connection, key: CryptoKey): Promise<boolean> {
  const one = await connection.withDb((db) => db.get('locked', TOGETHER))
  if (one === undefined) return true
  const plain = await opened(key, one).catch(() => undefined)
  if (plain === undefined) return false
  const rows = JSON.parse(new TextDecoder().decode(plain)) as Record<(typeof WORDS)[number], never[]>
  await connection.withDb((db) =>
    strictly(db, ['locked', ...WORDS], async (tx) => {
      for (const shelf of WORDS) for (const row of rows[shelf]) await tx.objectStore(shelf).put(row)
      await tx.objectStore('locked').delete(TOGETHER)
    }),
  )
  return true
}
