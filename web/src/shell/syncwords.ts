/** The line above the dock: the worst thing first, then why. Pure: the picture in, words out. */
import { PHOTOS_ELSEWHERE } from '../core/entries'
import type { EntryState, Hallmark, SyncPicture } from '../core/types'
import { say } from '../words/words'

export interface Line {
  mark: Hallmark
  what: string
  why: string
}

export const isElsewhere = (state: EntryState): boolean => state.code === PHOTOS_ELSEWHERE

/** What was sent back, and two versions, are at the museum already; the rest is only here until it is safe. */
export const isOnlyHere = (state: EntryState): boolean =>
  state.hallmark !== 'conflict' && state.code !== 'SENT_BACK' && !isElsewhere(state)

export const onlyHere = (sync: SyncPicture) => sync.items.filter(({ state }) => isOnlyHere(state))

/** Nothing is on its way from here: what is missing are photos of another device. */
const restElsewhere = (sync: SyncPicture): boolean =>
  sync.items.some(({ state }) => isElsewhere(state)) && onlyHere(sync).length === 0

const of = (sync: SyncPicture, ...marks: Hallmark[]): number =>
  sync.items.filter((item) => marks.includes(item.state.hallmark)).length

export function whyWaiting(sync: SyncPicture, at: (instant: string) => string): string {
  switch (sync.reason) {
    case 'offline':
      return sync.since === undefined
        ? say('sync.noSignal')
        : say('sync.noSignalSince', { time: at(sync.since) })
    case 'server':
      return say('sync.serverAway')
    case 'portal':
      return say('sync.portal')
    case 'signed-out':
      return say('sync.signedOut')
    case 'blocked':
      return say('sync.blocked')
    case 'revoked':
      return say('sync.revoked')
    case 'trying':
      return say('sync.trying')
    case 'none':
      return ''
  }
}

export function line(sync: SyncPicture, device: string, at: (instant: string) => string): Line {
  const local = of(sync, 'local')
  const asks = of(sync, 'needs')
  const aside = of(sync, 'quarantine')
  const why = whyWaiting(sync, at)
  const needs = asks > 0 ? say('sync.lineNeeds', { count: asks }) : ''
  const base = { mark: sync.worst, why }
  const calm = sync.reason === 'none' || sync.reason === 'trying'
  if (sync.worst === 'safe') {
    const last = sync.lastSafeAt === undefined ? '' : at(sync.lastSafeAt)
    return { ...base, what: say('sync.allSafe'), why: calm ? last : why }
  }
  if (sync.worst === 'quarantine')
    return {
      ...base,
      what: say('sync.lineAside', { count: aside }),
      why: local > 0 && !calm ? why : needs || why,
    }
  if (sync.worst === 'needs') {
    // What waits says why it does; how many there are stands on the sync page.
    const rest = local > 0 && calm ? say('sync.line', { count: local, device }) : why
    return { ...base, what: needs, why: rest }
  }
  if (sync.worst === 'conflict') return { ...base, what: say('sync.lineConflict') }
  if (sync.worst === 'local') return { ...base, what: say('sync.line', { count: local, device }) }
  const count = sync.photosWaiting
  const what = restElsewhere(sync)
    ? say('sync.lineElsewhere')
    : count > 0
      ? say('sync.lineSendingPhotos', { count })
      : sync.voicesWaiting !== undefined
        ? say('sync.lineSendingVoices', { count: sync.voicesWaiting })
        : say('sync.lineSending')
  return { ...base, what, why: sync.reason === 'trying' ? '' : why }
}

/** Two words under the rail's mark. */
export function short(sync: SyncPicture): string {
  const local = of(sync, 'local')
  switch (sync.worst) {
    case 'safe':
      return say('sync.allSafeShort')
    case 'sending':
      return say(restElsewhere(sync) ? 'sync.railElsewhere' : 'sync.railSending')
    case 'local':
      return say('sync.railLocal', { count: local })
    default:
      return say('sync.railNeeds')
  }
}
