// @vitest-environment happy-dom
/** What the screens work out before they show it: states, days, titles, queues, addresses. */
import { beforeEach, describe, expect, it } from 'vitest'
import { movesFrom, track } from '../../src/areas/commitments/moves'
import { byDay } from '../../src/areas/notebook/days'
import { afterDeciding, queueOf } from '../../src/areas/review/queue'
import { headline, summary } from '../../src/areas/sync/telling'
import { dayAt, isFollowed, paceOf } from '../../src/areas/today/day'
import { match } from '../../src/shell/match'
import { found } from '../../src/shell/places'
import { myPlacement, roles } from '../../src/shell/roles'
import { line } from '../../src/shell/syncwords'
import { inWords } from '../../src/ui/states'
import { afterFirst, firstSentence } from '../../src/core/titles'
import { dateOf, planned, time } from '../../src/words/moments'
import { everyWord, speak } from '../../src/words/words'
import type { Application } from '../../src/core/types'
import { entry, full, INGRID, picture, state } from './cast'

const about = {
  reason: 'offline',
  now: new Date('2026-10-08T12:00:00Z'),
  zone: 'Europe/Oslo',
  name: 'Ingrid',
} as const

beforeEach(async () => {
  await speak('en')
  await everyWord()
})

describe('the state of an entry in words', () => {
  it('says safe only with the time of the museum’s answer, in the zone it was seen in', () => {
    expect(inWords(state('safe'), about)).toEqual({ lead: 'Safe at the museum', rest: '09:31' })
  })

  it('counts the photos that are safe while it sends', () => {
    const sending = state('sending', { photosSafe: 3, photosTotal: 5 })
    expect(inWords(sending, about)).toEqual({ lead: 'Sending', rest: '3 of 5 photos are safe' })
  })

  it('gives the mentor’s reason when an entry was sent back', () => {
    const back = state('needs', { code: 'SENT_BACK', sentence: 'Say which lift.' })
    expect(inWords(back, about).rest).toBe('Ingrid asks for a change. Say which lift.')
  })

  it('passes on a sentence it does not know', () => {
    expect(inWords(state('needs', { code: 'NEW', sentence: 'Ask the registrar.' }), about).rest).toBe(
      'Ask the registrar.',
    )
  })
})

describe('the sync line', () => {
  it('says the worst first and the reason beside it', () => {
    const sync = {
      ...picture().sync,
      worst: 'local',
      reason: 'offline',
      since: '2026-10-08T08:42:00Z',
    } as const
    const items = [{ id: '1', kind: 'observation', title: '', state: state('local') } as const]
    const said = line({ ...sync, items: [...items] }, 'phone', (at) => time(at, 'Europe/Oslo'))
    expect(said).toEqual({ mark: 'local', what: '1 only on this phone', why: 'No signal since 10:42' })
  })

  it('does not count what is at the museum as being only here', () => {
    const { sync } = full()
    expect(headline(sync, 'phone')).toBe('3 entries are only on this phone')
    expect(summary(sync)[0]).toBe('Nothing is lost.')
  })
})

describe('titles', () => {
  it('are the first sentence, and are not said again after it', () => {
    expect(firstSentence('Two lift. A third watches.')).toBe('Two lift')
    expect(afterFirst('Two lift. A third watches.')).toBe('A third watches.')
    expect(firstSentence('Why felt? Not foam.')).toBe('Why felt?')
    expect(afterFirst('Only she may say “stop”.')).toBe('')
  })
})

describe('a day of a placement', () => {
  const shown = picture()
  const placement = shown.placements[0]!
  const plan = shown.days[0]!.plan

  it('knows which day it is and which comes next', () => {
    expect(dayAt(shown, placement, '2026-10-08')).toMatchObject({ number: 1, count: 2, next: { id: 'e2' } })
    expect(dayAt(shown, placement, '2026-10-09').day).toBeUndefined()
  })

  it('knows what is over, now and ahead', () => {
    expect(plan.map((item) => paceOf(plan, item, '11:00'))).toEqual(['over', 'now', 'ahead'])
  })

  it('reads a plan’s time as it was said, or as seen from the museum', () => {
    expect(planned('09:00:00', 'Europe/Oslo')).toBe('09:00')
    expect(planned('2026-10-08T07:00:00Z', 'Europe/Oslo')).toBe('09:00')
  })

  it('parts entries by the day where they were seen', () => {
    const late = entry('late', 'x', { capturedAt: '2026-10-07T22:30:00Z' })
    expect(byDay([late]).map((day) => day.date)).toEqual(['2026-10-08'])
    expect(dateOf('2026-10-07T22:30:00Z', 'Europe/Lisbon')).toBe('2026-10-07')
  })
})

describe('roles and queues', () => {
  it('follow from placements', () => {
    expect(roles(picture())).toEqual({ participant: true, mentor: false })
    expect(roles(picture(INGRID))).toEqual({ participant: false, mentor: true })
    expect(myPlacement(picture(INGRID))).toBeUndefined()
  })

  it('go on to the entry after, then to the first', () => {
    const queue = queueOf(full(INGRID))
    expect(afterDeciding(queue, queue[0]!.id)?.id).toBe(queue[1]!.id)
    expect(afterDeciding(queue, queue.at(-1)!.id)?.id).toBe(queue[0]!.id)
    expect(afterDeciding([], 'x')).toBeUndefined()
  })
})

describe('a commitment', () => {
  it('moves only as its states allow, and nothing is final', () => {
    const to = (from: Parameters<typeof movesFrom>[0]) =>
      movesFrom(from)
        .map((move) => move.to)
        .sort()
    expect(to('PROMISED')).toEqual(['DROPPED', 'UNDER_WAY'])
    expect(to('UNDER_WAY')).toEqual(['DONE', 'DROPPED', 'PROMISED'])
    expect(to('DONE')).toEqual(['UNDER_WAY'])
    expect(to('DROPPED')).toEqual(['PROMISED'])
    expect(track('UNDER_WAY').map((step) => step.at)).toEqual(['past', 'here', 'ahead'])
  })
})

describe('addresses', () => {
  it('match part by part', () => {
    expect(match('/entry/:id', '/entry/7')).toEqual({ id: '7' })
    expect(match('/entry/:id', '/entry/7/edit')).toBeNull()
    expect(match('', '/')).toEqual({})
  })

  it('prefer the named place to the numbered one, and end at a plain page', () => {
    expect(found('/commitment/new').name).toBe('commit')
    expect(found('/commitment/7').name).toBe('commitment')
    expect(found('/nowhere').name).toBe('missing')
  })
})

it('an application is followed while it waits, and for a month after it was decided', () => {
  const now = new Date('2026-11-23T09:00:00Z')
  const one = { id: 'a', callId: 'c', title: 'Paper', personId: 'amara' }
  const followed = (standing: Application['standing'], movedAt = '2026-11-01T09:00:00Z') =>
    isFollowed({ ...one, standing, movedAt }, now)
  expect([followed('DRAFT'), followed('WITHDRAWN')]).toEqual([false, false])
  expect(followed('SUBMITTED', '2025-01-01T09:00:00Z')).toBe(true)
  expect(followed('BEFORE_COMMITTEE', '2025-01-01T09:00:00Z')).toBe(true)
  expect([followed('ACCEPTED'), followed('DECLINED')]).toEqual([true, true])
  expect(followed('DECLINED', '2026-10-20T09:00:00Z')).toBe(false)
})
