/** What an entry's mark says in words. Known codes are said in the reader's language, others in the museum's. */
import { PHOTOS_ELSEWHERE } from '../core/entries'
import type { EntryState, SyncPicture } from '../core/types'
import { device, moment } from '../words/moments'
import { listed, say, type Word } from '../words/words'

export interface Said {
  lead: string
  rest: string
}

const NEEDS: readonly string[] = [
  'SENT_BACK',
  'PHOTO_UNREADABLE',
  'PHOTO_REFUSED',
  'RECORDING_UNREADABLE',
  'STATUS_MOVED',
  'DELETE_HIDES_UNSEEN',
  'CONSENT_MISSING',
  'STEP_UP',
  'TARGET_CLOSED',
]

/** Why it needs somebody; `name` is who asks. */
export function need(state: EntryState, name: string): string {
  const { code, sentence } = state
  if (code === undefined || !NEEDS.includes(code)) return sentence ?? ''
  const known = say(`need.${code}` as Word, { name })
  return code === 'SENT_BACK' && sentence !== undefined ? `${known} ${sentence}` : known
}

function waits(state: EntryState, reason: SyncPicture['reason']): string {
  if (state.code === 'STUCK') return say('state.localStuck')
  if (reason === 'signed-out') return say('state.localSignedOut')
  return say(reason === 'none' || reason === 'trying' ? 'state.localTrying' : 'state.localOffline')
}

/** How much of it has arrived. */
function partly({ photosSafe: safe, photosTotal: count, voices }: EntryState): string {
  const photos = count > 0 ? [say('state.sendingPhotos', { safe, count })] : []
  if (voices === undefined) return photos.join('')
  return listed([...photos, say('state.sendingVoices', { safe: voices.safe, count: voices.total })])
}

export function inWords(
  state: EntryState,
  about: { reason: SyncPicture['reason']; now: Date; zone?: string; name?: string },
): Said {
  const { hallmark } = state
  switch (hallmark) {
    case 'local':
      return { lead: say('state.local', { device: device() }), rest: waits(state, about.reason) }
    case 'sending':
      if (state.code === PHOTOS_ELSEWHERE)
        return { lead: say('state.elsewhere'), rest: say('state.elsewherePhotos') }
      return { lead: say('state.sending'), rest: partly(state) }
    case 'safe':
      return {
        lead: say('state.safe'),
        rest: state.at === undefined ? '' : moment(state.at, about.now, about.zone),
      }
    case 'needs':
      return { lead: say('state.needs'), rest: need(state, about.name ?? '') }
    case 'conflict':
      return { lead: say('state.conflict'), rest: say('state.bothKept') }
    case 'quarantine':
      return { lead: say('state.quarantine'), rest: state.sentence ?? say('state.quarantineHint') }
  }
}
