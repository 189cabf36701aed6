/** Days and times as people say them. Formatters are costly to make, so each is made once. */
import { listed, locale, region as regionOfWords, say } from './words'
import { daysBetween } from '../core/days'
import type { Instant, PlainDate } from '../core/types'

const made = new Map<string, Intl.DateTimeFormat>()

function format(options: Intl.DateTimeFormatOptions, region = regionOfWords()): Intl.DateTimeFormat {
  const key = region + JSON.stringify(options)
  let found = made.get(key)
  if (found === undefined) {
    try {
      found = new Intl.DateTimeFormat(region, options)
    } catch {
      // A time zone this browser has never heard of: better its own than none.
      found = new Intl.DateTimeFormat(region, { ...options, timeZone: undefined })
    }
    made.set(key, found)
  }
  return found
}

const zoned = (zone: string | undefined): Intl.DateTimeFormatOptions =>
  zone === undefined || zone === '' ? {} : { timeZone: zone }

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const

const NUMBERS = { year: 'numeric', month: '2-digit', day: '2-digit' } as const

/** 09:31, in the zone it happened in. */
export function time(at: Instant, zone?: string): string {
  return format({ ...TIME, ...zoned(zone) }).format(new Date(at))
}

/** 09:31 in plain digits, to reckon with: a plan's clock time as it stands, or an instant seen from the museum. */
export function clock(at: string, zone?: string): string {
  if (/^\d\d:\d\d/.test(at)) return at.slice(0, 5)
  return format({ ...TIME, ...zoned(zone) }, 'en-GB').format(new Date(at))
}

/** A plan's own time, in the digits of the language. */
export function planned(at: string, zone?: string): string {
  return time(`1970-01-01T${clock(at, zone)}:00Z`, 'UTC')
}

/** The zone's name, where its clocks show another time than this device's; else nothing needs saying. */
export function zoneBeside(at: Instant | Date, zone?: string): string | undefined {
  const moment = new Date(at).toISOString()
  if (clock(moment, zone) === clock(moment)) return undefined
  const parts = format({ ...zoned(zone), timeZoneName: 'long' }).formatToParts(new Date(at))
  return parts.find((part) => part.type === 'timeZoneName')?.value
}

/** 2026-10-08, in that zone. */
export function dateOf(at: Instant | Date, zone?: string): PlainDate {
  const parts = format({ ...NUMBERS, ...zoned(zone) }, 'en-CA').formatToParts(new Date(at))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

const plain = (date: PlainDate): Date => new Date(`${date}T12:00:00Z`)

/** 0:07, 12:40: how long somebody speaks. */
export function spoken(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const digits = (value: number, least: number) =>
    new Intl.NumberFormat(regionOfWords(), { minimumIntegerDigits: least, useGrouping: false }).format(value)
  return `${digits(Math.floor(seconds / 60), 1)}:${digits(seconds % 60, 2)}`
}

/** Thursday 8 October */
export function day(date: PlainDate): string {
  return format({ ...DAY, timeZone: 'UTC' }).format(plain(date))
}

/** 15 January 2027 */
export function longDate(date: PlainDate): string {
  return format({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(plain(date))
}

/** 8 Oct */
export function shortDate(date: PlainDate): string {
  return format({ day: 'numeric', month: 'short', timeZone: 'UTC' }).format(plain(date))
}

/** Today, Yesterday, or the day. */
export function heading(date: PlainDate, today: PlainDate): string {
  const away = daysBetween(date, today)
  if (away !== 0 && away !== 1) return day(date)
  const relative = new Intl.RelativeTimeFormat(regionOfWords(), { numeric: 'auto' }).format(-away, 'day')
  return relative.charAt(0).toLocaleUpperCase(locale()) + relative.slice(1)
}

/** 09:31 for today, 8 Oct, 09:31 before. */
export function moment(at: Instant, now: Date, zone?: string): string {
  const date = dateOf(at, zone)
  return date === dateOf(now, zone) ? time(at, zone) : listed([shortDate(date), time(at, zone)])
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** 1.2 MB */
export function size(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** step
  const digits = value < 10 && step > 1 ? 1 : 0
  const unit = UNITS[step] ?? 'byte'
  return new Intl.NumberFormat(regionOfWords(), {
    style: 'unit',
    unit,
    maximumFractionDigits: digits,
  }).format(value)
}

/** "phone", "tablet" or "computer", as the sentence needs it. */
export function device(): string {
  const narrow = Math.min(screen.width, screen.height) < 600
  const finger = matchMedia('(pointer: coarse)').matches
  return say(narrow ? 'device.phone' : finger ? 'device.tablet' : 'device.computer')
}
