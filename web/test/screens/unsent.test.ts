import { describe, expect, it } from 'vitest'
import type { EntryState, SyncPicture } from '../../src/core/types'
import { onlyHere } from '../../src/shell/syncwords'

const picture = (...states: EntryState[]): SyncPicture => ({
  worst: 'needs',
  waiting: 0,
  photosWaiting: 0,
  reason: 'none',
  items: states.map((state, index) => ({ id: String(index), kind: 'observation', title: '', state })),
})
const state = (hallmark: EntryState['hallmark'], code?: string): EntryState => ({
  hallmark,
  photosSafe: 0,
  photosTotal: 0,
  ...(code === undefined ? {} : { code }),
})

describe('what counts as not sent', () => {
  it('is not an entry that was sent back, nor two versions: the museum has both', () => {
    expect(onlyHere(picture(state('needs', 'SENT_BACK'), state('conflict', 'TWO_VERSIONS')))).toEqual([])
  })

  it('is not an entry whose photos are on another device: nothing of it is here to be lost', () => {
    expect(onlyHere(picture(state('sending', 'PHOTOS_ELSEWHERE')))).toEqual([])
  })

  it('is what waits, what is on its way, and what the museum could not take', () => {
    const here = picture(
      state('local'),
      state('sending'),
      state('needs', 'STATUS_MOVED'),
      state('quarantine'),
    )
    expect(onlyHere(here)).toHaveLength(4)
  })
})
