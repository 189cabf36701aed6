/**
 * A museum's rules for photos, asked before the shutter and without a network. The museum asks the same ones when
 * a photo arrives (`exchange/floor/house_rules.py`); both are held to `tests/exchange/floor/photo-rules.json`.
 */
import type { Instant, PhotoRule, Uuid } from './types'

/** What is known of a photo when it is taken. */
export interface Frame {
  placement: Uuid
  at: Instant
  objectNumber?: string
  zone?: string
  /** Whether somebody may be recognised in it: until it is said that nobody can, somebody may. */
  people: boolean
}

export interface Verdict {
  block: PhotoRule[]
  hostOnly: PhotoRule[]
  warn: PhotoRule[]
}

const SPACES = /[ \t\u00a0\u202f]/g
const ANYTHING = '*'

/** A number or a zone as it is compared: without spaces, and with no difference of case. */
export const plainly = (words: string): string => words.normalize('NFC').replace(SPACES, '').toLowerCase()

/** Whether a number is what the pattern says; each `*` stands for any characters, or none. */
export function isLike(pattern: string, number: string): boolean {
  const [first = '', ...others] = pattern.split(ANYTHING)
  if (others.length === 0) return number === pattern
  if (!number.startsWith(first)) return false
  const last = others.pop() ?? ''
  let rest = number.slice(first.length)
  for (const part of others) {
    const place = rest.indexOf(part)
    if (place < 0) return false
    rest = rest.slice(place + part.length)
  }
  return rest.endsWith(last)
}

function names(patterns: readonly string[], number: string | undefined, exactly: boolean): boolean {
  const plain = plainly(number ?? '')
  const fits = (one: string): boolean => (exactly ? plainly(one) === plain : isLike(plainly(one), plain))
  return plain !== '' && patterns.some(fits)
}

/** The rules of a museum that hold at a moment. */
export function inForce(rules: readonly PhotoRule[], museum: Uuid | undefined, at: Instant): PhotoRule[] {
  const now = Date.parse(at)
  return rules.filter(
    ({ museumId, validFrom, validUntil }) =>
      museumId === museum &&
      now >= Date.parse(validFrom) &&
      (validUntil === undefined || now < Date.parse(validUntil)),
  )
}

/** Whether a rule that is in force is meant for this photo. */
export function holds(rule: PhotoRule, frame: Frame): boolean {
  if (rule.placements.length > 0 && !rule.placements.includes(frame.placement)) return false
  if (rule.kind === 'PEOPLE_IN_FRAME' && !frame.people) return false
  if (rule.objects.length === 0 && rule.zones.length === 0) return true
  return names(rule.objects, frame.objectNumber, false) || names(rule.zones, frame.zone, true)
}

/** What the rules of a museum come to for one photo. */
export function verdict(rules: readonly PhotoRule[], museum: Uuid | undefined, frame: Frame): Verdict {
  const found = inForce(rules, museum, frame.at).filter((rule) => holds(rule, frame))
  const by = (effect: PhotoRule['effect']): PhotoRule[] => found.filter((rule) => rule.effect === effect)
  return { block: by('BLOCK'), hostOnly: by('HOST_ONLY'), warn: by('WARN') }
}
