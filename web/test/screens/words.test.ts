/** All languages say the same things. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { direction, everyWord, flat, LOCALES, say, speak, spoken, type Word } from '../../src/words/words'

type Words = ReadonlyMap<string, string>

const read = (file: string): Words =>
  new Map(flat(JSON.parse(readFileSync(`src/words/${file}.json`, 'utf8')) as Parameters<typeof flat>[0]))
const first = (locale: string): Words => read(locale)
const later = (locale: string): Words => read(`later/${locale}`)
const all = (locale: string): Words => new Map([...first(locale), ...later(locale)])
const others = LOCALES.map(({ locale }) => locale).filter((locale) => locale !== 'en')

const FORM = /_(zero|one|two|few|many|other)$/
const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()

/** Every key a language has to have, given the English ones: the forms of its own plural, no more and no fewer. */
function wanted(english: Words, locale: string): Map<string, string> {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
  return new Map(
    [...english].flatMap(([key, text]): [string, string][] => {
      const bare = key.replace(FORM, '')
      if (!english.has(`${bare}_other`)) return [[key, text]]
      // English has the places of one and of many; what is counted follows the many.
      return forms.map((form) => [`${bare}_${form}`, english.get(`${bare}_other`) ?? text])
    }),
  )
}

/** What somebody who adds a word has to write still, ready to be filled in. */
function missing(english: Words, there: Words, locale: string): string[] {
  return [...wanted(english, locale)]
    .filter(([key]) => !there.has(key))
    .map(([key, text]) => `${key}: ${text}`)
}

/** "No entries", "one entry", "two entries" may say the number in words. */
const numberInWords = (key: string) => /_(zero|one|two)$/.test(key)

/** The same places as in English, but for a number that is said in words, and what "none" has no need of. */
function samePlaces(key: string, text: string, english: string): boolean {
  const here = places(text)
  const there = places(english)
  if (key.endsWith('_zero')) return here.every((name) => there.includes(name))
  if (!numberInWords(key)) return here.join() === there.join()
  return here.filter((name) => name !== 'count').join() === there.filter((name) => name !== 'count').join()
}

/** What is loaded with this file, without anything that is fetched later. */
function loadedWith(path: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(path)) return seen
  const code = readFileSync(path, 'utf8')
  seen.set(path, code)
  for (const [, from] of code.matchAll(/^\s*(?:import|export)(?! type)[^'"()]*'(\.[^']+)'/gm)) {
    const wanted = join(dirname(path), from ?? '')
    const there = [wanted, `${wanted}.ts`, `${wanted}.svelte`].find(
      (each) => /\.(ts|svelte)$/.test(each) && existsSync(each),
    )
    if (there !== undefined) loadedWith(there, seen)
  }
  return seen
}

/** Every source file that could name a word. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) => {
    const path = join(folder, each.name)
    if (each.isDirectory()) return sources(path)
    return /\.(svelte|ts)$/.test(each.name) ? [readFileSync(path, 'utf8')] : []
  })
}

describe('the words', () => {
  it.each(others)('are all there in %s, with the plurals of that language', (locale) => {
    expect([locale, missing(first('en'), first(locale), locale)]).toEqual([locale, []])
    expect([locale, missing(later('en'), later(locale), locale)]).toEqual([locale, []])
  })

  it.each(others)('are no others in %s', (locale) => {
    const known = wanted(all('en'), locale)
    expect([...all(locale).keys()].filter((key) => !known.has(key))).toEqual([])
  })

  it.each(others)('leave the same places open in %s', (locale) => {
    const english = wanted(all('en'), locale)
    const wrong = [...all(locale)].filter(([key, text]) => !samePlaces(key, text, english.get(key) ?? ''))
    expect(wrong).toEqual([])
  })

  it('are all used by some screen', () => {
    const code = sources('src').join('\n')
    // Some keys are made from a state or a kind: their group is named in a template.
    const made = [...code.matchAll(/`(\w+)\.\$\{/g)].map((match) => match[1])
    const unused = [...all('en').keys()]
      .map((key) => key.replace(FORM, ''))
      .filter((key) => !code.includes(`'${key}'`) && !made.includes(key.split('.')[0]))
    expect(unused).toEqual([])
  })

  it('stand in one file only, and those of the first screens in the first', () => {
    expect([...later('en').keys()].filter((key) => first('en').has(key))).toEqual([])
    const code = [...loadedWith('src/main.ts').values()].join('\n')
    const made = new Set([...code.matchAll(/`(\w+)\.\$\{/g)].map((match) => match[1]))
    const late = [...later('en').keys()]
      .map((key) => key.replace(FORM, ''))
      .filter((key) => code.includes(`'${key}'`) || made.has(key.split('.')[0]))
    expect(late).toEqual([])
    expect(code).toContain("say('today.")
  })

  it('never blame, cheer or stall', () => {
    const wrong =
      /oops|hoppla|oups|vaya|successfully|erfolgreich|avec succès|con éxito|بنجاح|please try again|bitte versuch|veuillez réessayer|inténtelo de nuevo más tarde|!/i
    for (const { locale } of LOCALES)
      for (const [key, text] of all(locale))
        expect([locale, key, wrong.test(text)]).toEqual([locale, key, false])
  })
})

describe('saying', () => {
  beforeEach(() => speak('en'))

  it('chooses the plural and fills the places', () => {
    expect(say('today.noted', { count: 1 })).toBe('1 entry')
    expect(say('today.noted', { count: 2 })).toBe('2 entries')
  })

  it('leaves an unfilled place empty and an unknown word as its key', () => {
    expect(say('app.title', {})).toBe(' · Understudy')
    expect(say('no.such' as Word)).toBe('no.such')
  })

  it('changes language whole, the words of the later screens with it', async () => {
    expect(say('search.words')).toBe('search.words')
    await everyWord()
    expect(say('search.words')).toBe('Words')
    await speak('de')
    expect([say('capture.keep'), say('search.words')]).toEqual(['Behalten', 'Wörter'])
  })

  it('speaks the first wished language it knows, else English', () => {
    expect(spoken(['', 'it-IT', 'de-AT', 'en'])).toBe('de')
    expect(spoken(['fr-CA', 'de'])).toBe('fr')
    expect(spoken([undefined, 'it'])).toBe('en')
  })

  it('counts as the language counts: Arabic from none by way of two to many', async () => {
    await speak('ar')
    const said = [0, 1, 2, 3, 11, 100].map((count) => say('today.noted', { count }))
    expect(said).toEqual(['لا تدوينات', 'تدوينة واحدة', 'تدوينتان', '٣ تدوينات', '١١ تدوينة', '١٠٠ تدوينة'])
    await speak('fr')
    expect([0, 1, 2].map((count) => say('today.noted', { count }))).toEqual(['0 note', '1 note', '2 notes'])
  })

  it('knows from which side its language is read', async () => {
    const read = new Map<string, string>()
    for (const { locale } of LOCALES) {
      await speak(locale)
      read.set(locale, direction())
    }
    expect(Object.fromEntries(read)).toEqual({ en: 'ltr', de: 'ltr', fr: 'ltr', es: 'ltr', ar: 'rtl' })
  })
})
