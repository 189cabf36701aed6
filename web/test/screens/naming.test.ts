/** Languages are typed as people call them, and compared by their tags. */
import { beforeEach, expect, it } from 'vitest'
import { tagsOf, tongues } from '../../src/words/naming'
import { speak } from '../../src/words/words'

beforeEach(() => speak('de'))

it.each([
  ['English, Norsk bokmål', ['en', 'nb']],
  ['englisch, ENGLISH, en', ['en']],
  ['الإنجليزية، العربية', ['en', 'ar']],
  ['francais', ['fr']],
  ['sign language of Kenya, pt-PT', ['sign language of Kenya', 'pt-PT']],
  [' , ', []],
])('“%s” is %j', (typed, tags) => expect(tagsOf(typed)).toEqual(tags))

it('names them to whoever reads, and leaves what has no name', () => {
  expect(tongues(['en', 'nb', 'by hand'])).toBe('Englisch, Norwegisch (Bokmål), by hand')
})
