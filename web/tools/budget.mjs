// @ts-check
/** Fails the build when the first load, JS and CSS compressed, has grown past its budget. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const BUDGET = 90_000
/** What a first visit loads beyond what the page itself names: signing in, Today, and one language. */
const FIRST_SEEN = /^src\/(areas\/(signin|today)\/|words\/en\.json)/
const folder = new URL('../dist', import.meta.url).pathname
const manifestPath = join(folder, '.vite/manifest.json')

if (!existsSync(manifestPath)) {
  console.error('budget: no build to weigh')
  process.exit(1)
}

/** @type {Record<string, { file: string, css?: string[], imports?: string[]}>} */
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'))

/** @type {Set<string>} */
const first = new Set()
/** @param {string} name */
function take(name) {
  const chunk = manifest[name]
  if (!chunk || first.has(chunk.file)) return
  first.add(chunk.file)
  for (const sheet of chunk.css ?? []) first.add(sheet)
  for (const next of chunk.imports ?? []) take(next)
}
const page = readFileSync(join(folder, 'index.html'), 'utf8')
for (const [name, chunk] of Object.entries(manifest))
  if (page.includes(chunk.file) || FIRST_SEEN.test(name)) take(name)

let total = 0
for (const file of [...first].sort()) {
  const size = gzipSync(readFileSync(join(folder, file)), { level: 9 }).length
  total += size
  console.log(`budget: ${String(size).padStart(7)} ${file}`)
}
const worker = gzipSync(readFileSync(join(folder, 'sw.js')), { level: 9 }).length
console.log(`budget: first load ${total} of ${BUDGET} bytes gzip; service worker ${worker}`)
rmSync(join(folder, '.vite'), { recursive: true })
if (total > BUDGET) process.exit(1)
