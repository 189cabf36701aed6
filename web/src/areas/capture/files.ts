/** A photo as a file to keep elsewhere. */
import type { DraftPhoto } from '../../core/types'

export function photoFile({ id, bytes, mime }: DraftPhoto): [Blob, string] {
  const ending = mime === 'image/jpeg' ? 'jpg' : (mime.split('/')[1] ?? 'bin')
  return [new Blob([bytes], { type: mime }), `understudy-photo-${id.slice(-6)}.${ending}`]
}
