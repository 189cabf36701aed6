/** Matches an address against a pattern like `/entry/:id`; the named parts, or null. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.replace(/\/$/, '').split('/')
  if (wanted.length !== given.length) return null
  const found: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const piece = given[index] ?? ''
    if (part.startsWith(':')) found[part.slice(1)] = decodeURIComponent(piece)
    else if (part !== piece) return null
  }
  return found
}
