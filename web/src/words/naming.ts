/** Names of countries and languages, as the reader calls them, and languages by whatever name they are typed. */
import { listed, LOCALES, region } from './words'

/** The languages with a tag of two letters (ISO 639-1); another one is typed by its tag. */
const TAGS =
  'aa ab af ak am ar as ay az ba be bg bn bo br bs ca ce cs cy da de dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi hr ht hu hy ia id ig is it iu ja jv ka kk kl km kn ko ks ku kw ky la lb lg ln lo lt lv mg mi mk ml mn mr ms mt my nb nd ne nl nn no ny oc om or os pa pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt ty ug uk ur uz ve vi wa wo xh yi yo za zh zu'

/** A code that nobody has a name for stands as it is. */
function named(type: 'region' | 'language', code: string, reader = region()): string {
  try {
    return new Intl.DisplayNames([reader], { type }).of(code) ?? code
  } catch (error) {
    if (error instanceof RangeError) return code
    throw error
  }
}

export const country = (code: string): string => named('region', code)
export const tongue = (tag: string): string => named('language', tag)
export const tongues = (tags: readonly string[]): string => listed(tags.map(tongue))

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
let known: Map<string, string> | undefined

/** Every language by its names: in each language of the app, and in its own. */
function byName(): Map<string, string> {
  known ??= new Map(
    TAGS.split(' ').flatMap((tag) =>
      [...LOCALES.map(({ locale }) => locale), tag].map((reader): [string, string] => [
        plain(named('language', tag, reader)),
        tag,
      ]),
    ),
  )
  return known
}

/** The tags of languages that were typed with commas between; what nobody knows by name is a tag as it stands. */
export function tagsOf(text: string): string[] {
  const typed = text.split(/[,،]/).map((each) => each.trim())
  const tags = typed.filter((each) => each !== '').map((each) => byName().get(plain(each)) ?? each)
  return [...new Set(tags)]
}
