/** How a museum stands to the charter, in the words of the reader. */
import { dateOf, longDate } from '../../words/moments'
import { say } from '../../words/words'

interface Stands {
  readonly ratified: number | null
  readonly takesPart: boolean
}

interface Version {
  readonly version: number
  readonly until: string | null
}

export function standing({ ratified, takesPart }: Stands, versions: readonly Version[]): string {
  const held = versions.find(({ version }) => version === ratified)
  if (!takesPart || held === undefined) return say('charter.outside')
  const { version, until } = held
  if (until === null) return say('charter.holds', { version })
  return say('charter.holdsUntil', { version, date: longDate(dateOf(until)) })
}
