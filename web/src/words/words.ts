/** What the app says: one JSON per language, loaded before anything is shown. Plurals as i18next v4 writes them. */
import type english from './en.json'

type Bare<K extends string> = K extends `${infer B}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
  ? B
  : K
type Keys<T> = {
  [K in keyof T & string]: T[K] extends string ? Bare<K> : `${K}.${Keys<T[K]>}`
}[keyof T & string]

export type Word = Keys<typeof english>
export type Values = Record<string, string | number>
export type Locale = 'en' | 'de'

/** Each language in its own name. */
export const LOCALES: readonly { locale: Locale; name: string }[] = [
  { locale: 'en', name: 'English' },
  { locale: 'de', name: 'Deutsch' },
]

type Book = { [key: string]: string | Book }

const books: Record<Locale, () => Promise<{ default: Book }>> = {
  en: () => import('./en.json'),
  de: () => import('./de.json'),
}

let words = new Map<string, string>()
let plural = new Intl.PluralRules('en')
let number = new Intl.NumberFormat('en')
let present: Locale = 'en'

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
  words = new Map(flat((await books[locale]()).default))
  plural = new Intl.PluralRules(locale)
  number = new Intl.NumberFormat(locale)
  present = locale
}

export function locale(): Locale {
  return present
}

/** One sentence. `count` chooses the plural; a language without that form falls back to `_other`. */
export function say(key: Word, values: Values = {}): string {
  const { count } = values
  const form = typeof count === 'number' ? plural.select(count) : 'other'
  const text = words.get(key) ?? words.get(`${key}_${form}`) ?? words.get(`${key}_other`) ?? key
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'number' ? number.format(value) : value
  })
}
