/** What becomes of a commitment: asked at most once at a time, and one's own answer shows at once. */
import { expect, test } from 'vitest'
import { daysFrom } from '../../src/core/days'
import { agreement, askedNow, hasLanded, landed, needOf } from '../../src/core/landing'
import type { Commitment } from '../../src/core/types'

const promise = (more: Partial<Commitment> = {}): Commitment => ({
  ...{ id: 'c', placementId: 'p', authorId: 'a', sentence: 'Cards on crates.', dueOn: '2026-01-15' },
  ...{ state: 'DONE', audience: 'MENTOR', capturedAt: '2025-10-08T09:00:00Z', rev: 1 },
  entry: { hallmark: 'safe', photosSafe: 0, photosTotal: 0 },
  ...more,
})
const AT = '2026-02-20T08:00:00Z'

test('days are counted on the calendar, whatever the clocks do', () => {
  expect([30, 90, 180].map((days) => daysFrom('2026-01-15', days))).toEqual([
    '2026-02-14',
    '2026-04-15',
    '2026-07-14',
  ])
})

test('nothing is asked before its day, nothing twice, and nothing of what was given up', () => {
  expect(askedNow(promise(), '2026-02-13')).toBeUndefined()
  expect(askedNow(promise(), '2026-02-14')).toBe(30)
  expect(askedNow(promise(), '2026-04-15')).toBe(90)
  expect(askedNow(promise({ state: 'DROPPED' }), '2026-04-15')).toBeUndefined()
  const said = { id: 'f', days: 30, howFar: 'NOT' as const, saidAt: AT }
  expect(askedNow(promise({ followUps: [said] }), '2026-03-01')).toBeUndefined()
})

test('an answer shows before the museum has it, and takes the place of the one before', () => {
  const said = { id: 'f', days: 30, howFar: 'NOT' as const, saidAt: AT }
  const input = { id: 'g', commitmentId: 'c', days: 30, howFar: 'FULLY' as const }
  const now = landed(promise({ followUps: [said] }), { name: 'followUpCommitment', input }, AT)
  expect(now.followUps).toEqual([{ id: 'g', days: 30, howFar: 'FULLY', saidAt: AT }])
  expect(hasLanded(promise({ state: 'UNDER_WAY', ...now }))).toBe(true)
})

test('what was asked is asked once, and not at all once it was taken back', () => {
  const asking = { name: 'askAgreement' as const, input: { id: 'g', commitmentId: 'c' } }
  const asked = promise({ state: 'PROMISED', ...landed(promise(), asking, AT) })
  expect(agreement(asked)?.answer).toBe('ASKED')
  expect(landed(asked, asking, AT)).toEqual({})
  const back = landed(asked, { name: 'takeAgreementBack', input: { commitmentId: 'c' } }, AT)
  expect(agreement({ ...asked, ...back })).toBeUndefined()
})

test('a change that is asked for comes first, then the question, then a day that has passed', () => {
  const change = { id: 'g', answer: 'TO_CHANGE' as const, reason: 'Six crates.', askedAt: AT }
  expect(needOf(promise({ state: 'UNDER_WAY', agreements: [change] }), '2026-03-01')).toBe('change')
  expect(needOf(promise({ state: 'UNDER_WAY' }), '2026-03-01')).toBe('follow')
  expect(needOf(promise({ state: 'UNDER_WAY' }), '2026-01-20')).toBe('overdue')
  expect(needOf(promise(), '2026-01-20')).toBeUndefined()
})
