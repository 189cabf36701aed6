// @ts-check
/**
 * From src/graph/documents.ts: the ids the app sends (document-ids.json, online-document-ids.json), the texts the museum accepts
 * (../schema/trusted-documents.json, which only ever grows), and the types (schema.d.ts).
 * With --check nothing is written, and a difference fails.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { buildSchema, introspectionFromSchema, print, validate } from 'graphql'
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal'
import { createServer } from 'vite'

const web = new URL('..', import.meta.url)
const check = process.argv.includes('--check')
const schemaPath = process.env['SCHEMA'] ?? new URL('../schema/schema.graphql', web).pathname
const trustedPath = process.env['TRUSTED'] ?? new URL('../schema/trusted-documents.json', web).pathname

let wrong = 0
/** @param {string} path @param {string} text */
function put(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  if (check) {
    console.error(`documents: ${path} is not what the documents say; run \`npm run documents\``)
    wrong = 1
  } else {
    writeFileSync(path, text)
    console.log(`documents: wrote ${path}`)
  }
}

/** @param {Record<string, string>} map */
const sorted = (map) =>
  JSON.stringify(Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2) + '\n'

const schema = buildSchema(readFileSync(schemaPath, 'utf8'))
const types = outputIntrospectionFile(minifyIntrospection(introspectionFromSchema(schema)), {
  fileType: '.d.ts',
  shouldPreprocess: true,
})
put(new URL('src/graph/schema.d.ts', web).pathname, types)

const server = await createServer({
  root: web.pathname,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, watch: null, ws: false },
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
})
/** @type {Record<string, import('graphql').DocumentNode>} */
const documents = await server.ssrLoadModule('/src/graph/documents.ts')
/** What the notebook asks, with or without a network at hand: all else is asked by screens that only work online. */
const KEPT = new Set(['Push', 'Changes', 'Me', 'Poke'])
await server.close()

/** @type {Record<string, string>} */
const ids = {}
/** @type {Record<string, string>} */
const online = {}
/** @type {Record<string, string>} */
const trusted = existsSync(trustedPath) ? JSON.parse(readFileSync(trustedPath, 'utf8')) : {}
for (const [name, document] of Object.entries(documents)) {
  for (const error of validate(schema, document)) {
    console.error(`documents: ${name}: ${error.message}`)
    wrong = 1
  }
  const text = print(document)
  const id = `sha256:${createHash('sha256').update(text).digest('hex')}`
  ;(KEPT.has(name) ? ids : online)[name] = id
  trusted[id] = text
}
if (wrong === 0 || check) {
  put(new URL('src/graph/document-ids.json', web).pathname, sorted(ids))
  put(new URL('src/graph/online-document-ids.json', web).pathname, sorted(online))
  put(trustedPath, sorted(trusted))
}
process.exit(wrong)
