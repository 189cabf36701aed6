/** Vitest with one rule of the phone turned off: `MUTANT=<name> vitest run --config test/mutants/turning-off.ts …`. */
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { MUTANTS } from './table'

const WEB = join(import.meta.dirname, '..', '..')
const mutant = MUTANTS[process.env['MUTANT'] ?? '']
if (mutant === undefined) throw new Error('MUTANT names a rule of the table.')
const { file, here, instead } = mutant

export default defineConfig({
  root: WEB,
  plugins: [
    {
      name: 'turned-off',
      enforce: 'pre',
      transform: (code, id) => (id.endsWith(`/src/${file}`) ? code.replace(here, instead) : null),
    },
    svelte(),
  ],
  test: { include: ['test/**/*.test.ts'], environment: 'node', testTimeout: 10_000 },
})
