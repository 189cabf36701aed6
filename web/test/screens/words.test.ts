/** Both languages say the same things. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import de from '../../src/words/de.json'
import en from '../../src/words/en.json'
import { flat, say, speak, spoken, type Word } from '../../src/words/words'

const english = new Map(flat(en))
const german = new Map(flat(de))
const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

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

  it('changes language whole', async () => {
    await speak('de')
    expect(say('capture.keep')).toBe('Behalten')
  })

  it('speaks the first wished language it knows, else English', () => {
    expect(spoken(['', 'fr-FR', 'de-AT', 'en'])).toBe('de')
    expect(spoken([undefined, 'it'])).toBe('en')
  })
})
