/** A file that was chosen as the scan of a signed paper. */
import { hex } from '../../core/digest'
import { noScan } from '../../core/scans'
import { Trouble } from '../../graph/trouble'
import { digest } from '../../worker/hashing'

export interface ScanFile {
  bytes: ArrayBuffer
  sha256: string
}

/** Its bytes and their hash; refuses what is no scan. */
export async function scanOf(file: File): Promise<ScanFile> {
  const bytes = await file.arrayBuffer()
  const no = noScan(bytes)
  if (no !== undefined) throw new Trouble('refused', { ...no, field: 'scan', answered: true })
  return { bytes, sha256: hex(await digest(bytes)) }
}
