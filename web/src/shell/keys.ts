import { preferences } from './preferences.svelte'

/** Does what belongs to a key pressed by itself, while nobody types, for whoever wants single keys. */
export function doneByKey(event: KeyboardEvent, acts: Readonly<Record<string, () => void>>): void {
  const typing = (event.target as Element).closest?.('input, textarea, select, dialog') !== null
  if (!preferences.keys || typing || event.ctrlKey || event.metaKey || event.altKey) return
  const act = acts[event.key.toLowerCase()]
  if (act === undefined) return
  event.preventDefault()
  act()
}
