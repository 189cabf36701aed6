// @ts-check
/** Builds src/worker/sw.ts beside the app and writes into it the list of files it keeps. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { build } from 'vite'

/** The worker, and the way out: laid over sw.js on the day the worker in the field must go. */
/** @type {readonly (readonly [name: string, file: string])[]} */
const WORKERS = [
  ['sw', 'sw.js'],
  ['withdraw', 'withdraw.js'],
]

/** Files of the build the phone does not need to start without a network. */
const LEFT_OUT = [
  /^\.vite\//,
  /^(sw|withdraw)\.js$/,
  /\.map$/,
  /\.br$/,
  /\.gz$/,
  /-(cyrillic|greek|vietnamese)/,
]

/** @param {string} folder @returns {Promise<string[]>} */
async function everyFile(folder) {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !LEFT_OUT.some((pattern) => pattern.test(path)))
    .sort()
}

/**
 * A path and the first 16 hex digits of its content: a changed file is fetched, an unchanged one is copied.
 * @param {string} folder
 */
async function precacheList(folder) {
  const paths = await everyFile(folder)
  return Promise.all(
    paths.map(async (path) => {
      const hash = createHash('sha256').update(await readFile(join(folder, path)))
      return [path === 'index.html' ? '/' : `/${path}`, hash.digest('hex').slice(0, 16)]
    }),
  )
}

/** @returns {import('vite').Plugin} */
export function serviceWorker() {
  let root = ''
  let folder = ''
  return {
    name: 'understudy-service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root
      folder = resolve(config.root, config.build.outDir)
    },
    async closeBundle() {
      if (!existsSync(join(folder, 'index.html'))) return
      const files = await precacheList(folder)
      const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16)
      for (const [name, file] of WORKERS)
        await build({
          root,
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: { __FILES__: JSON.stringify(files), __VERSION__: JSON.stringify(version) },
          build: {
            outDir: folder,
            emptyOutDir: false,
            lib: {
              entry: resolve(root, `src/worker/${name}.ts`),
              formats: ['iife'],
              name,
              fileName: () => file,
            },
          },
        })
    },
  }
}
