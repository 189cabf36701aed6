/** Rules, verdicts and money in the words of the reader. */
import type { Call, Criterion } from '../../graph/calling'
import type { Verdict } from '../../graph/matching'
import { counted, listed, region, say, type Word } from '../../words/words'

/** What a rule asks, in plain words. */
export function asked(one: Criterion): string {
  const fact = say(`calls.${one.fact}` as Word)
  if (one.fact === 'ROLES')
    return say('calls.anyOf', { fact, words: listed(one.anyOf.map((role) => say(`role.${role}` as Word))) })
  if (one.anyOf.length > 0) return say('calls.anyOf', { fact, words: listed(one.anyOf) })
  if (one.isSo !== null) return say(one.isSo ? 'calls.yes' : 'calls.no', { fact })
  if (one.atLeast !== null && one.atMost !== null)
    return say('calls.between', { fact, least: counted(one.atLeast), most: counted(one.atMost) })
  return one.atLeast === null
    ? say('calls.atMost', { fact, number: counted(one.atMost ?? 0) })
    : say('calls.atLeast', { fact, number: counted(one.atLeast) })
}

/** The fact that a verdict rests on, and from where it is known. */
export function evidence(one: Verdict): string {
  const source = say(`calls.${one.source}` as Word)
  const known =
    one.number === null
      ? one.words !== null
        ? listed(one.words)
        : one.so === null
          ? undefined
          : say(one.so ? 'calls.isSo' : 'calls.isNotSo')
      : counted(one.number)
  return known === undefined ? say('calls.unknown', { source }) : say('calls.known', { source, known })
}

/** Whether a criterion stands in the way. */
export const stands = (one: Verdict): boolean => one.verdict !== 'MET' && one.waivedBecause === null

const formatOf = (currency: string) => new Intl.NumberFormat(region(), { style: 'currency', currency })

/** How many of the smallest unit make one: 100 cents a euro, one yen a yen. */
export const unitsOf = (currency: string): number =>
  10 ** (formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2)

export const money = (minor: number, currency: string): string =>
  formatOf(currency).format(minor / unitsOf(currency))

/** How long a stay is, and how it may be divided. */
export function stayOf({ days, parts, remoteDays, reciprocal }: Call): string {
  const told = [say('calls.days', { count: days })]
  if (parts > 1) told.push(say('calls.parts', { count: parts }))
  if (remoteDays > 0) told.push(say('calls.remote', { count: remoteDays }))
  if (reciprocal) told.push(say('calls.reciprocal'))
  return told.join(' · ')
}

/** Who pays for what. */
export function paid(call: Call): string {
  const covers = listed(call.covers.map((each) => say(`calls.${each}` as Word)))
  const lump =
    call.lumpMinor === null || call.currency === null ? '' : ` · ${money(call.lumpMinor, call.currency)}`
  return say(`calls.pays${call.payer}` as Word, { covers }) + lump
}
