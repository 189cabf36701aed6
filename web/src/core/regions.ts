/**
 * Regions of a photo, in whole steps: 100,000 across and 100,000 down the upright picture, whatever its size on the
 * screen. So a mark means the same on the phone, on the museum's pictures and on the original.
 */
import type { Region } from './types'

export const WHOLE = 100_000
/** What a finger that meant a point may slip, and the smallest box it draws. */
const SLIP = 2_500
/** How far an arrow key goes. */
export const STEP = 1_000

const within = (value: number, least: number, most: number): number =>
  Math.round(Math.min(most, Math.max(least, value)))

export const isBox = <One extends Region>(region: One): region is One & Required<Region> =>
  region.width !== undefined

/** Where a picture is on the screen. */
interface Shown {
  left: number
  top: number
  width: number
  height: number
}

/** Where in the picture a pointer is, given where the picture is on the screen. */
export function at(clientX: number, clientY: number, shown: Shown): { x: number; y: number } {
  return {
    x: within(((clientX - shown.left) / shown.width) * WHOLE, 0, WHOLE),
    y: within(((clientY - shown.top) / shown.height) * WHOLE, 0, WHOLE),
  }
}

/** What somebody drew from one place to another: a point where they hardly moved, else a box. */
export function drawn(from: { x: number; y: number }, to: { x: number; y: number }): Region {
  const width = Math.abs(from.x - to.x)
  const height = Math.abs(from.y - to.y)
  if (width < SLIP && height < SLIP) return { x: from.x, y: from.y }
  const box = { width: Math.max(SLIP, width), height: Math.max(SLIP, height) }
  return moved({ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), ...box }, 0, 0)
}

/** The region somewhere else, and still within the photo. */
export function moved<One extends Region>(region: One, right: number, down: number): One {
  const { width = 0, height = 0 } = region
  const x = within(region.x + right, 0, WHOLE - width)
  const y = within(region.y + down, 0, WHOLE - height)
  return { ...region, x, y }
}

/** The region larger or smaller; a point grows into a box around itself, and a box never ends beside the photo. */
export function resized<One extends Region>(region: One, wider: number, higher: number): One {
  if (!isBox(region)) {
    if (wider < 0 || higher < 0) return region
    const [width, height] = [6 * STEP, 6 * STEP]
    return moved({ ...region, x: region.x - width / 2, y: region.y - height / 2, width, height }, 0, 0)
  }
  const width = within(region.width + wider, STEP, WHOLE - region.x)
  const height = within(region.height + higher, STEP, WHOLE - region.y)
  return { ...region, width, height }
}

/** In hundredths of the picture, as CSS takes it. */
export function percent(steps: number): string {
  return `${(steps * 100) / WHOLE}%`
}
