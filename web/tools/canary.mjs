// @ts-check
/** Plants a type error in markup and expects svelte-check to find it: a silent checker is worse than none. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const web = new URL('..', import.meta.url).pathname
// TypeScript does not look into folders whose name begins with a dot.
const cage = mkdtempSync(join(web, 'canary-'))
writeFileSync(
  join(cage, 'Canary.svelte'),
  '<script lang="ts">\n  const count: number = 1\n</script>\n\n<p>{count.nothing()}</p>\n',
)
writeFileSync(
  join(cage, 'tsconfig.json'),
  JSON.stringify({ extends: '../tsconfig.json', include: ['.'], compilerOptions: { types: ['svelte'] } }),
)
try {
  const run = spawnSync(
    process.execPath,
    [
      join(web, 'node_modules/svelte-check/bin/svelte-check'),
      '--workspace',
      cage,
      '--tsconfig',
      join(cage, 'tsconfig.json'),
    ],
    { encoding: 'utf8' },
  )
  if (run.status === 0 || !run.stdout.includes('nothing')) {
    console.error('canary: svelte-check did not see a planted type error\n' + run.stdout + run.stderr)
    process.exit(1)
  }
  console.log('canary: svelte-check sees a planted type error')
} finally {
  rmSync(cage, { recursive: true })
}
