// @ts-check
/** Writes the manifest of the app once more in each language, in words that the app has anyway. */
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

const RIGHT_TO_LEFT = new Set(['ar'])

/** @param {string} file */
const read = async (file) => JSON.parse(await readFile(file, 'utf8'))

/** @returns {import('vite').Plugin} */
export function manifests() {
  let root = ''
  return {
    name: 'understudy-manifests',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    async generateBundle() {
      const whole = await read(join(root, 'public/manifest.webmanifest'))
      const words = join(root, 'src/words')
      for (const file of (await readdir(words)).filter((name) => name.endsWith('.json'))) {
        const { app, nav } = await read(join(words, file))
        const lang = basename(file, '.json')
        const [capture] = whole.shortcuts
        const said = {
          ...whole,
          ...{ lang, dir: RIGHT_TO_LEFT.has(lang) ? 'rtl' : 'ltr', description: app.claim },
          shortcuts: [{ ...capture, name: nav.capture }],
        }
        this.emitFile({
          type: 'asset',
          fileName: `manifest.${lang}.webmanifest`,
          source: JSON.stringify(said),
        })
      }
    },
  }
}
