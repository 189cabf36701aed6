/** Lays an element over the place of a region; the page's policy takes no styles written into it. */
import type { Attachment } from 'svelte/attachments'
import { percent } from '../core/regions'
import type { Region } from '../core/types'

export function placed({ x, y, width, height }: Region): Attachment<HTMLElement> {
  return ({ style }) => {
    style.insetInlineStart = percent(x)
    style.insetBlockStart = percent(y)
    if (width !== undefined) style.inlineSize = percent(width)
    if (height !== undefined) style.blockSize = percent(height)
  }
}

/** Only where the region begins, or with `far` where it ends. */
export function placedAt({ x, y, width = 0, height = 0 }: Region, far = false): Attachment<HTMLElement> {
  return placed(far ? { x: x + width, y: y + height } : { x, y })
}
