/** The sync page's head, in words. Pure. */
import type { SyncPicture } from '../../core/types'
import { isElsewhere, onlyHere } from '../../shell/syncwords'
import { device } from '../../words/moments'
import { say } from '../../words/words'

const asks = (sync: SyncPicture) =>
  sync.items.filter(
    ({ state }) => state.hallmark !== 'local' && state.hallmark !== 'sending' && state.hallmark !== 'safe',
  )

export function headline(sync: SyncPicture, device: string): string {
  if (sync.items.length === 0) return say('sync.headNone')
  const here = onlyHere(sync)
  if (here.length === 0) {
    const needing = asks(sync).length
    if (needing > 0) return say('sync.headNeeds', { count: needing })
    return say('sync.headElsewhere', { count: sync.items.length })
  }
  const entries = here.every(({ kind }) => kind === 'observation')
  return say(entries ? 'sync.head' : 'sync.headThings', { count: here.length, device })
}

export function summary(sync: SyncPicture): string[] {
  const needing = asks(sync).length
  const elsewhere = sync.items.filter(({ state }) => isElsewhere(state)).length
  const going = sync.items.length - needing - elsewhere
  const told = (sync.cleared?.unsent ?? 0) > 0 ? [] : [say('sync.lost')]
  if (going > 0) told.push(say('sync.goes', { count: going }))
  if (needing > 0) told.push(say('sync.asks', { count: needing }))
  if (elsewhere > 0) told.push(say('sync.elsewhere', { count: elsewhere }))
  return told
}

/** Why it waits, in a full sentence; nothing when there is nothing to say. */
export function why(sync: SyncPicture, at: (instant: string) => string): string {
  switch (sync.reason) {
    case 'portal':
      return say('sync.whyPortal')
    case 'server':
      return sync.nextTryAt === undefined
        ? say('sync.whyServer')
        : say('sync.whyServerAt', { time: at(sync.nextTryAt) })
    case 'signed-out':
      return say('sync.whySignedOut')
    case 'blocked':
      return say('sync.whyBlocked')
    case 'revoked':
      return say('sync.whyRevoked', { device: device() })
    default:
      return ''
  }
}

/** What to say after a try, by what the picture shows then. */
export function outcome(sync: SyncPicture): string {
  if (sync.items.length === 0) return say('sync.outcomeSafe')
  if (onlyHere(sync).length === 0)
    return say(asks(sync).length > 0 ? 'sync.outcomeLeft' : 'sync.outcomeElsewhere')
  if (sync.reason === 'offline') return say('sync.outcomeOffline')
  if (sync.reason === 'server') return say('sync.outcomeServer')
  return say('sync.outcomeSome')
}
