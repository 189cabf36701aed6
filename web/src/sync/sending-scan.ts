/** Sends the scan of a signed paper while its coordinator looks on; cut off, it goes on where it was. */
import type { Digest } from '../core/digest'
import { Trouble } from '../graph/trouble'
import { upload } from './uploading'

export interface SentScan {
  /** The signature that it is of. */
  id: string
  sha256: string
  bytes: ArrayBuffer
}

/** Sends it whole; `moved` hears how much of it is there. */
export async function sendScan(
  scan: SentScan,
  digest: Digest,
  moved: (bytes: number) => void,
): Promise<void> {
  const road = {
    fetch: (input: string, init?: RequestInit) => fetch(input, init),
    digest,
    remember: () => Promise.resolve(),
    moved,
  }
  const ending = await upload(road, { ...scan, of: 'scanId', tries: 0 })
  if (ending.kind === 'wait') throw new Trouble('server', { code: ending.code })
  if (ending.kind === 'refused')
    throw new Trouble('refused', {
      code: ending.code,
      sentence: ending.sentence,
      field: 'scan',
      answered: true,
    })
}
