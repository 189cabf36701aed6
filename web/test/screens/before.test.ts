/** Where the next entry begins: with what the last one of this day was about. */
import { describe, expect, it } from 'vitest'
import { before } from '../../src/areas/capture/before'
import { AMARA, entry, INGRID } from './cast'

const NOW = new Date('2026-10-08T10:00:00Z')
const at = (capturedAt: string, zone?: string, objectNumber?: string, authorId = AMARA) =>
  entry(capturedAt, 'Felt on the arms.', {
    capturedAt,
    capturedZone: 'Europe/Oslo',
    authorId,
    ...(zone === undefined ? {} : { zone }),
    ...(objectNumber === undefined ? {} : { objectNumber }),
  })

describe('the entry before', () => {
  it('is nobody else’s, and none of another day', () => {
    const others = [
      at('2026-10-08T09:00:00Z', 'Store B', undefined, INGRID),
      at('2026-10-07T09:00:00Z', 'Gallery 2'),
    ]
    expect(before(others, AMARA, NOW)).toEqual({ zone: '', objectNumber: '' })
  })

  it('is the newest of this day, also when a clock that ran ahead once wrote one for later', () => {
    const mine = [
      at('2026-10-08T11:00:00Z'),
      at('2026-10-08T09:00:00Z', 'Gallery 4', 'STR 1932.14'),
      at('2026-10-08T08:00:00Z', 'Store B'),
    ]
    expect(before(mine, AMARA, NOW)).toEqual({ zone: 'Gallery 4', objectNumber: 'STR 1932.14' })
  })

  it('leaves open what the one before it left open', () => {
    const mine = [at('2026-10-08T09:00:00Z'), at('2026-10-08T08:00:00Z', 'Store B')]
    expect(before(mine, AMARA, NOW)).toEqual({ zone: '', objectNumber: '' })
  })
})
