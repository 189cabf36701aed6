/** Restricted entries, asked of the museum each time: nothing of them is kept on a custodian's device. */
import type { Uuid } from '../core/types'
import type { Answer } from './asking'
import { ask } from './online'

export type InCustody = Answer<'RestrictedForMe'>['restrictedForMe']
export type Forsaken = Answer<'Forsaken'>['forsakenEntries']
export type Opened = Answer<'OpenRestricted'>['openRestricted']

/** Who may open a restricted entry of one's own, by name. */
export const custodiansOf = async (id: Uuid): Promise<readonly string[]> =>
  (await ask('Custodians', { id })).custodians

/** What one is a custodian of. */
export const inCustody = async (): Promise<InCustody> => (await ask('RestrictedForMe', {})).restrictedForMe

/** What it says; its author can see that it was opened. */
export const openRestricted = async (id: Uuid): Promise<Opened> =>
  (await ask('OpenRestricted', { id })).openRestricted

export async function liftRestriction(id: Uuid): Promise<void> {
  await ask('LiftRestriction', { id })
}

/** What nobody is left to open, for a coordinator of the museum: whose it is and why, not what it says. */
export const forsaken = async (): Promise<Forsaken> => (await ask('Forsaken', {})).forsakenEntries

export async function nameCustodian(id: Uuid, person: Uuid): Promise<void> {
  await ask('NameCustodian', { id, person })
}
