/** Asks the browser to keep what is here, and says what it answered. */
export type Promised = 'yes' | 'no' | 'unknown'

/** Some browsers have no storage manager at all. */
const manager = (): StorageManager | undefined => (navigator as { storage?: StorageManager }).storage

export async function promised(): Promise<Promised> {
  const kept = await manager()?.persisted?.()
  return kept === undefined ? 'unknown' : kept ? 'yes' : 'no'
}

export async function askToPersist(): Promise<Promised> {
  const now = await promised()
  if (now !== 'no') return now
  return (await manager()?.persist?.()) === true ? 'yes' : 'no'
}

export async function room(): Promise<{ used: number; free: number } | null> {
  const estimate = await manager()?.estimate?.()
  if (estimate?.usage === undefined || estimate.quota === undefined) return null
  return { used: estimate.usage, free: Math.max(0, estimate.quota - estimate.usage) }
}
