/** Lays an element along the line of time; the page's policy takes no styles written into it. */
import type { Attachment } from 'svelte/attachments'
import type { Place } from './frame'

const ROW_REM = 2.5
const EDGE_REM = 0.25

/** At its place, as long as it lasts. */
export function lying({ start, size }: Place): Attachment<HTMLElement> {
  return ({ style }) => {
    style.insetInlineStart = `${start}%`
    style.inlineSize = `${size}%`
  }
}

/** At one moment. */
export function beginning(start: number): Attachment<HTMLElement> {
  return ({ style }) => {
    style.insetInlineStart = `${start}%`
  }
}

/** Below so many others. */
export function below(rows: number): Attachment<HTMLElement> {
  return ({ style }) => {
    style.insetBlockStart = `${rows * ROW_REM + EDGE_REM}rem`
  }
}

/** High enough for so many rows. */
export function high(rows: number): Attachment<HTMLElement> {
  return ({ style }) => {
    style.blockSize = `${Math.max(1, rows) * ROW_REM + 2 * EDGE_REM}rem`
  }
}
