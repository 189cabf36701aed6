// @ts-check
/** Lays a .br and a .gz beside every text of the build, so that the server only has to choose. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const folder = new URL('../dist', import.meta.url).pathname
const TEXT = /\.(js|css|html|svg|json|webmanifest)$/
/** Below this a packet is a packet. */
const WORTH_BYTES = 1024

let before = 0
let after = 0
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!TEXT.test(name)) continue
  const path = join(folder, name)
  const plain = readFileSync(path)
  if (plain.length < WORTH_BYTES) continue
  const small = brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  })
  writeFileSync(`${path}.br`, small)
  writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }))
  before += plain.length
  after += small.length
}
console.log(`pack: ${before} bytes of text are ${after} with brotli`)
