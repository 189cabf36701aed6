/** Taking a new version: what is half written is on the disk first, or the page stays. */
import { updates } from '../worker/updates'
import { saveAll } from './halfwritten'

/** False when this device did not take the words somebody is writing: then nothing is reloaded. */
export async function useNewVersion(): Promise<boolean> {
  try {
    await saveAll()
  } catch {
    return false
  }
  return updates.apply(saveAll)
}
