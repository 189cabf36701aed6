/** A photo or a recording as a file to keep elsewhere. */
import { isRecording, type DraftPart } from '../../core/types'

const ENDINGS: Record<string, string> = { 'image/jpeg': 'jpg', 'audio/mp4': 'm4a' }

export function partFile(part: DraftPart): [Blob, string] {
  const { id, bytes, mime } = part
  const ending = ENDINGS[mime] ?? mime.split('/')[1] ?? 'bin'
  const what = isRecording(part) ? 'voice-memo' : 'photo'
  return [new Blob([bytes], { type: mime }), `understudy-${what}-${id.slice(-6)}.${ending}`]
}
