// @vitest-environment happy-dom
/** The scan of a signed paper that did not get through is not lost, and is sent again; others hear that it is waited for. */
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import Scan from '../../src/areas/agreement/Scan.svelte'
import { everyWord, speak } from '../../src/words/words'

vi.mock('../../src/notebook', () => import('./stage'))

const PAPER = { bytes: new TextEncoder().encode('%PDF-1.7 signed in ink').buffer, sha256: 'a'.repeat(64) }
const SAID = {
  id: 'signature',
  answer: 'SIGNED' as const,
  by: 'Dimitra',
  reason: null,
  outsideOn: '2026-11-02',
  scanName: 'Lagoon House.pdf',
  scanSha256: PAPER.sha256,
  scanState: 'EXPECTED' as const,
  scanSize: null,
  at: '2026-11-03T09:00:00Z',
}

/** The museum's side of tus, for one upload. */
class Museum {
  readonly has: number[] = []

  async answer(_address: string, { method, body }: RequestInit = {}): Promise<Response> {
    if (method === 'POST')
      return new Response(null, { status: 201, headers: { location: '/media/uploads/1' } })
    if (method === 'PATCH') this.has.push(...new Uint8Array(await new Response(body).arrayBuffer()))
    const whole = this.has.length === PAPER.bytes.byteLength ? { 'upload-complete': '?1' } : {}
    return new Response(null, {
      status: 204,
      headers: { 'upload-offset': String(this.has.length), ...whole },
    })
  }
}

beforeEach(async () => {
  await speak('en')
  await everyWord()
})

afterEach(() => vi.unstubAllGlobals())

it('whoever does not coordinate reads that it is waited for, and has nothing to send', () => {
  render(Scan, { said: SAID, sends: false, carried: undefined, onarrived: () => Promise.resolve() })
  expect(screen.getByText('The scan is not here yet: Lagoon House.pdf')).toBeTruthy()
  expect(screen.queryByRole('button')).toBeNull()
})

it('without a network it says so and keeps the file, which goes with one press once there is one', async () => {
  const museum = new Museum()
  const arrived = vi.fn(() => Promise.resolve())
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  render(Scan, { said: SAID, sends: true, carried: PAPER, onarrived: arrived })
  expect((await screen.findByRole('alert')).textContent).toContain('The scan did not get through.')
  expect(arrived).not.toHaveBeenCalled()
  vi.stubGlobal('fetch', (address: string, init?: RequestInit) => museum.answer(address, init))
  await userEvent.setup().click(screen.getByRole('button', { name: 'Send the scan again' }))
  await vi.waitFor(() => {
    expect(arrived).toHaveBeenCalledOnce()
  })
  expect(museum.has).toEqual([...new Uint8Array(PAPER.bytes)])
})
