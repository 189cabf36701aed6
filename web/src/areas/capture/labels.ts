/** What a museum prints on an object's label as a code, and the object number in it. Pure. */

/** What the museum takes as an object number. */
export const LONGEST_NUMBER = 40

/** Names under which addresses and small records carry the number. */
const NAMED = /^(object|objekt|inv|inventar|access|item|nr$|no$|num|id$|identifier$|signatur|ref)/i
/** The last part of an address that says how to look, not at what. */
const NO_NUMBER = /^(index|view|show|details?|info|manifest|full|default)$/i
const ENDING = /\.(html?|php|aspx?|jsonld|json|xml|rdf)$/i
/** “Inv.-Nr.: ”, “Object number ”, “No. ” and their like in front of a number. */
const BEFORE =
  /^(?:(?:object|accession|inventory|catalogue)\s*(?:number|no\.?|nr\.?)?|inv(?:entar)?[.\s-]*(?:n(?:umme)?r\.?|no\.?)?|objekt[.\s-]*n(?:umme)?r\.?|n[ro]\.)\s*[:#]?\s*(?=.*\d)/i
/** How some readers say which kind of code it was, and the separators of long codes. */
const SIGNS = /^\](?:[A-Z]\d)|[\u0000-\u001f\u007f]+/g

function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    return part
  }
}

function inAddress(address: URL): string | undefined {
  for (const [name, value] of address.searchParams) if (NAMED.test(name) && value !== '') return value
  const parts = address.pathname
    .split('/')
    .map((part) => decoded(part).replace(ENDING, ''))
    .filter((part) => part !== '' && !NO_NUMBER.test(part))
  return parts.findLast((part) => /\d/.test(part)) ?? parts.at(-1)
}

function inRecord(text: string): string | undefined {
  try {
    const record: unknown = JSON.parse(text)
    if (typeof record !== 'object' || record === null) return undefined
    const named = Object.entries(record).find(([name]) => NAMED.test(name))?.[1] as unknown
    return typeof named === 'string' || typeof named === 'number' ? String(named) : undefined
  } catch {
    return undefined
  }
}

function within(text: string): string | undefined {
  if (text.startsWith('{')) return inRecord(text)
  if (/^https?:/i.test(text)) return URL.canParse(text) ? inAddress(new URL(text)) : undefined
  const urn = /^urn:(?:[^:]+:)+([^:]+)$/i.exec(text)?.[1]
  if (urn !== undefined) return decoded(urn)
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const line = lines.find((each) => /\d/.test(each)) ?? lines.find((each) => each !== '')
  return line?.replace(BEFORE, '')
}

/** The object number a code says, or undefined where it says something else. */
export function numberOn(code: string): string | undefined {
  const lines = code.trim().split(/\r?\n/)
  const text = lines.map((line) => line.replace(SIGNS, '')).join('\n')
  const number = within(text.trim())?.replace(/\s+/g, ' ').trim() ?? ''
  return number === '' || number.length > LONGEST_NUMBER ? undefined : number
}
