/**
 * What the app says: per language one JSON for the first screens, loaded before anything is shown, and one for
 * the screens that come later. Plurals as i18next v4 writes them.
 */
import type english from './en.json'
import type later from './later/en.json'

type Bare<K extends string> = K extends `${infer B}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
  ? B
  : K
type Keys<T> = {
  [K in keyof T & string]: T[K] extends string ? Bare<K> : `${K}.${Keys<T[K]>}`
}[keyof T & string]

export type Word = Keys<typeof english> | Keys<typeof later>
export type Values = Record<string, string | number>
export type Locale = 'en' | 'de' | 'fr' | 'es' | 'ar'

interface Language {
  locale: Locale
  /** In its own words. */
  name: string
  direction: 'ltr' | 'rtl'
  /** Whose days and digits it writes: museums of this network put the day before the month. */
  region: string
  /** What stands between the parts of a list. */
  comma: string
}

export const LOCALES: readonly Language[] = [
  { locale: 'en', name: 'English', direction: 'ltr', region: 'en-GB', comma: ', ' },
  { locale: 'de', name: 'Deutsch', direction: 'ltr', region: 'de-DE', comma: ', ' },
  { locale: 'fr', name: 'Français', direction: 'ltr', region: 'fr-FR', comma: ', ' },
  { locale: 'es', name: 'Español', direction: 'ltr', region: 'es-ES', comma: ', ' },
  { locale: 'ar', name: 'العربية', direction: 'rtl', region: 'ar-EG', comma: '، ' },
]

type Book = { [key: string]: string | Book }

type Load = () => Promise<{ default: Book }>

const books: Record<Locale, { first: Load; later: Load }> = {
  en: { first: () => import('./en.json'), later: () => import('./later/en.json') },
  de: { first: () => import('./de.json'), later: () => import('./later/de.json') },
  fr: { first: () => import('./fr.json'), later: () => import('./later/fr.json') },
  es: { first: () => import('./es.json'), later: () => import('./later/es.json') },
  ar: { first: () => import('./ar.json'), later: () => import('./later/ar.json') },
}

let words = new Map<string, string>()
/** Made when first wanted: the first number costs a slow phone a fifth of a second, and the sign-in has none. */
let plural: Intl.PluralRules | undefined
let number: Intl.NumberFormat | undefined
let present: Locale = 'en'
/** Set once a screen was asked for that needs every word. */
let whole: Promise<void> | undefined

/** The first language we speak among those wished for. */
export function spoken(wishes: readonly (string | undefined)[]): Locale {
  for (const wish of wishes) {
    const short = wish?.slice(0, 2).toLowerCase()
    const found = LOCALES.find(({ locale }) => locale === short)
    if (found !== undefined) return found.locale
  }
  return 'en'
}

export function flat(book: Book, before = ''): [string, string][] {
  return Object.entries(book).flatMap(([key, value]) =>
    typeof value === 'string' ? [[before + key, value] as [string, string]] : flat(value, `${before}${key}.`),
  )
}

export async function speak(locale: Locale): Promise<void> {
  const { first, later } = books[locale]
  const wanted = await Promise.all(whole === undefined ? [first()] : [first(), later()])
  words = new Map(wanted.flatMap((book) => flat(book.default)))
  plural = number = undefined
  present = locale
}

/** Fetches the words of the later screens too; from now on every language comes whole. */
export async function everyWord(): Promise<void> {
  whole ??= Promise.resolve().then(() => speak(present))
  try {
    await whole
  } catch (error) {
    whole = undefined
    throw error
  }
}

export function locale(): Locale {
  return present
}

const language = (): Language | undefined => LOCALES.find(({ locale }) => locale === present)

/** The language with its region, as `Intl` wants it for days and digits. */
export function region(): string {
  return language()?.region ?? 'en-GB'
}

/** From which side the language is read. */
export function direction(): 'ltr' | 'rtl' {
  return language()?.direction ?? 'ltr'
}

/** What is listed: gilding, frame, gloves. */
export function listed(words: readonly string[]): string {
  return words.join(language()?.comma ?? ', ')
}

/** A number in the digits of the language. */
export function counted(value: number): string {
  number ??= new Intl.NumberFormat(region())
  return number.format(value)
}

/** A name written from the other side must not pull the words round it to its side (U+2068, U+2069). */
const apart = (value: string): string => (direction() === 'rtl' ? `\u2068${value}\u2069` : value)

/** Which plural a count takes. */
function formOf(count: string | number | undefined): Intl.LDMLPluralRule {
  if (typeof count !== 'number') return 'other'
  plural ??= new Intl.PluralRules(present)
  return plural.select(count)
}

/** One sentence. `count` chooses the plural; a language without that form falls back to `_other`. */
export function say(key: Word, values: Values = {}): string {
  const form = formOf(values['count'])
  const text = words.get(key) ?? words.get(`${key}_${form}`) ?? words.get(`${key}_other`) ?? key
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'number' ? counted(value) : apart(value)
  })
}
