/** Both languages say the same things. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import de from '../../src/words/de.json'
import en from '../../src/words/en.json'
import laterDe from '../../src/words/later/de.json'
import laterEn from '../../src/words/later/en.json'
import { everyWord, flat, say, speak, spoken, type Word } from '../../src/words/words'

const english = new Map([...flat(en), ...flat(laterEn)])
const german = new Map([...flat(de), ...flat(laterDe)])
const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

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
  it('have the same keys in both languages', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('leave the same places open in both languages', () => {
    // A plural of one may leave out the number; the device needs no naming where a language can do without.
    for (const [key, text] of english)
      expect([key, places(german.get(key) ?? '')]).toEqual([key, places(text)])
  })

  it('are all used by some screen', () => {
    const code = sources('src').join('\n')
    // Some keys are made from a state or a kind: their group is named in a template.
    const made = [...code.matchAll(/`(\w+)\.\$\{/g)].map((match) => match[1])
    const unused = [...english.keys()]
      .map((key) => key.replace(/_(one|other)$/, ''))
      .filter((key) => !code.includes(`'${key}'`) && !made.includes(key.split('.')[0]))
    expect(unused).toEqual([])
  })

  it('stand in one file only, and those of the first screens in the first', () => {
    const first = new Set(flat(en).map(([key]) => key))
    expect(flat(laterEn).filter(([key]) => first.has(key))).toEqual([])
    expect([...new Map(flat(de)).keys()].sort()).toEqual([...first].sort())
    const code = [...loadedWith('src/main.ts').values()].join('\n')
    const made = new Set([...code.matchAll(/`(\w+)\.\$\{/g)].map((match) => match[1]))
    const late = flat(laterEn)
      .map(([key]) => key.replace(/_(one|other)$/, ''))
      .filter((key) => code.includes(`'${key}'`) || made.has(key.split('.')[0]))
    expect(late).toEqual([])
    expect(code).toContain("say('today.")
  })

  it('never blame, cheer or stall', () => {
    const wrong = /oops|hoppla|successfully|erfolgreich|please try again|bitte versuch|!/i
    for (const [key, text] of [...english, ...german]) expect([key, wrong.test(text)]).toEqual([key, false])
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
    expect(spoken(['', 'fr-FR', 'de-AT', 'en'])).toBe('de')
    expect(spoken([undefined, 'it'])).toBe('en')
  })
})
