/** Showing again that it is you, with a code from a letter: for what reaches far. */
import { answer, call } from './signing'

/** Asks for a code; the address it goes to. */
export async function askProof(): Promise<string> {
  return (await answer<{ email: string }>(await call('/auth/step-up/code', 'POST'))).email
}

/** Shows the code that came. */
export async function prove(code: string): Promise<void> {
  await call('/auth/step-up', 'POST', { code })
}
