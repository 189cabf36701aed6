/** Takes in a file of unsent work from another device of the same person: all of it in one transaction, or nothing. */
import { carried, NotOurs, type Carried, type CarriedPhoto } from '../core/carried'
import { hex, type Digest } from '../core/digest'
import type { Uuid } from '../core/types'
import { readMeta, strictly, writeMeta, type Connection, type Writing } from '../local/database'
import { layBeside } from '../local/drafts'
import type { Taken } from '../notebook'

async function asItLeft({ bytes, sha256 }: CarriedPhoto, digest: Digest): Promise<boolean> {
  return sha256 === undefined || hex(await digest(bytes)) === sha256
}

export async function importUnsent(
  connection: Connection,
  person: Uuid,
  text: string,
  digest: Digest,
): Promise<Taken> {
  const file = carried(text, person)
  for (const photo of file.photos) if (!(await asItLeft(photo, digest))) throw new NotOurs('broken')
  return connection.withDb((db) =>
    strictly(db, ['ops', 'acked', 'photos', 'bytes', 'drafts', 'meta'], (tx) => takeIn(tx, file)),
  )
}

async function takeIn(tx: Writing, file: Carried): Promise<Taken> {
  let fresh = 0
  let known = 0
  let seq = (await readMeta(tx, 'seq')) ?? 0
  for (const op of file.ops) {
    const here =
      (await tx.objectStore('ops').getKey(op.opId)) ?? (await tx.objectStore('acked').getKey(op.opId))
    if (here !== undefined) {
      known += 1
      continue
    }
    fresh += 1
    seq += 1
    // It may have been sent from where it was made: from here it goes exactly as it was.
    await tx.objectStore('ops').add({ ...op, seq, state: 'queued', sent: 1, failures: 0, notBefore: 0 })
  }
  await writeMeta(tx, 'seq', seq)
  for (const photo of file.photos) await layPhoto(tx, photo)
  for (const draft of file.drafts) {
    if (await layBeside(tx, draft)) fresh += 1
    else known += 1
  }
  return { fresh, known }
}

async function layPhoto(tx: Writing, photo: CarriedPhoto): Promise<void> {
  const { id, bytes, mime, sha256, observationId, width = 1, height = 1, durationMs } = photo
  if ((await tx.objectStore('bytes').getKey(id)) === undefined)
    await tx.objectStore('bytes').put({ id, bytes, mime })
  // A photo of a draft is no upload yet.
  if (sha256 === undefined || observationId === undefined) return
  if ((await tx.objectStore('photos').getKey(id)) !== undefined) return
  await tx.objectStore('photos').put({
    ...{ id, observationId, sha256, size: bytes.byteLength, mime, width, height },
    ...(durationMs === undefined ? {} : { durationMs }),
    ...{ upload: 'waiting', tries: 0, notBefore: 0 },
  })
}
