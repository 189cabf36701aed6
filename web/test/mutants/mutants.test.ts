/**
 * The tests of the phone can fail: with one of its rules turned off, the test named for it does. A few rules each
 * time; all of them with `NIGHTLY=1`.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MUTANTS } from './table'

const WEB = join(import.meta.dirname, '..', '..')
const CONFIG = join('test', 'mutants', 'turning-off.ts')
const SOME = ['draft-stays', 'any-receipt']
const chosen = process.env['NIGHTLY'] === undefined ? SOME : Object.keys(MUTANTS)
const text = (...path: string[]): string => readFileSync(join(WEB, ...path), 'utf8')

test.each(Object.entries(MUTANTS))(
  '%s: the rule stands where it is named, and so does its test',
  (_name, its) => {
    expect(text('src', its.file).split(its.here)).toHaveLength(2)
    const [file, name] = its.test
    expect(text('test', file)).toContain(name)
  },
)

/** How a run of one test ended, and what it said. */
function run(name: string): Promise<{ code: number | null; said: string }> {
  const [file, title] = MUTANTS[name]!.test
  const only = `${title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`
  const words = ['run', '--config', CONFIG, join('test', file), '-t', only]
  const { VITEST: _one, VITEST_WORKER_ID: _two, ...plain } = process.env
  const env = { ...plain, MUTANT: name, NO_COLOR: '1' }
  const running = spawn(process.execPath, [join('node_modules', 'vitest', 'vitest.mjs'), ...words], {
    cwd: WEB,
    env,
  })
  let said = ''
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (heard) => (said += String(heard)))
  return new Promise((resolve) => running.on('close', (code) => resolve({ code, said })))
}

test.each(chosen)(
  '%s: without the rule its test fails',
  async (name) => {
    const { code, said } = await run(name)
    expect(code, said).toBe(1)
    expect(said).toMatch(/Tests +1 failed/)
  },
  60_000,
)
