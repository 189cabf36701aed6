import type { Money } from '../../graph/agreements'
import { region } from '../../words/words'

/** 450 €: an amount in the smallest unit of its currency, as the language writes it. */
export function written({ amount, currency }: Money): string {
  const whole = new Intl.NumberFormat(region(), { style: 'currency', currency })
  const digits = whole.resolvedOptions().maximumFractionDigits ?? 2
  return whole.format(amount / 10 ** digits)
}
