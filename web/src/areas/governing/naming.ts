/** Names of countries and languages, as the reader calls them. */
import { region } from '../../words/words'

/** A code that nobody has a name for stands as it is. */
function named(type: 'region' | 'language', code: string): string {
  try {
    return new Intl.DisplayNames([region()], { type }).of(code) ?? code
  } catch (error) {
    if (error instanceof RangeError) return code
    throw error
  }
}

export const country = (code: string): string => named('region', code)
export const tongue = (code: string): string => named('language', code)
