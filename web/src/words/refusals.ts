/**
 * Why the museum says no, in the reader's language. The museum writes its sentences in English; each language has
 * a book of them, where `{1}` and `{2}` stand for what differs. A sentence that no book has is shown as it came.
 */
import { counted, locale, type Locale } from './words'

export interface Said {
  words: string
  /** The language it is said in. */
  lang: Locale
}

type Book = Record<string, string>

const books: Record<Exclude<Locale, 'en'>, () => Promise<{ default: Book }>> = {
  de: () => import('./refusals/de.json'),
  fr: () => import('./refusals/fr.json'),
  es: () => import('./refusals/es.json'),
  ar: () => import('./refusals/ar.json'),
}

const PLACE = /\{(\d)\}/g
const NUMBER = /^\d[\d,]*$/

/** Whether a sentence is said by this pattern: then what stands in its places, else nothing. */
function filled(pattern: string, sentence: string): string[] | undefined {
  const exact = pattern.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(PLACE, '(.+)')
  return new RegExp(`^${exact}$`).exec(sentence)?.slice(1)
}

const written = (part: string): string =>
  NUMBER.test(part) ? counted(Number(part.replaceAll(',', ''))) : part

export async function inOwnWords(sentence: string): Promise<Said> {
  const lang = locale()
  if (lang === 'en') return { words: sentence, lang }
  const { default: book } = await books[lang]()
  for (const [pattern, words] of Object.entries(book)) {
    const parts = filled(pattern, sentence)
    if (parts === undefined) continue
    return {
      words: words.replace(PLACE, (_, place: string) => written(parts[Number(place) - 1] ?? '')),
      lang,
    }
  }
  return { words: sentence, lang: 'en' }
}
