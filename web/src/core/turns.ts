/** Names that pages and the service worker agree on. */
import type { Uuid } from './types'

/** One sender of a person at a time, in whichever tab or worker. */
export const senderLock = (person: Uuid): string => `understudy:${person}:sender`

/** Asks a browser that can to wake the worker when there is a network; the person's id follows. */
export const SEND_LATER = 'send:'
