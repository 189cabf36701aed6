/** What a host can do for somebody who needs it. */
import type { NewOffer } from '../../graph/matching'

export const PROVISIONS: readonly NewOffer['adjustments'][number][] = [
  'STEP_FREE',
  'SEATING',
  'HEARING_LOOP',
  'CAPTIONS',
  'SIGN_LANGUAGE',
  'LARGE_PRINT',
  'SCREEN_READER',
  'QUIET_ROOM',
  'SCHOOL_HOURS',
  'COMPANION',
  'PRAYER_ROOM',
  'DIET',
]
