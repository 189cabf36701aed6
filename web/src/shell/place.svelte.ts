/** Where the person is. Links are ordinary links; a click on one of ours stays in the page. */
import { tick } from 'svelte'

interface Place {
  path: string
  query: URLSearchParams
}

const here = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) })

let now = $state.raw<Place>(here())
let before = '/'

export const place = {
  get path() {
    return now.path
  },
  get query() {
    return now.query
  },
  /** The address one came from inside the app. */
  get before() {
    return before
  },
}

/** Puts the focus where reading goes on: the named element, else the page's heading. */
export async function focus(selector?: string): Promise<void> {
  await tick()
  const part = selector === undefined ? document.querySelector<HTMLElement>('[data-arrive]') : null
  const wanted = document.querySelector<HTMLElement>(selector ?? part?.dataset['arrive'] ?? 'h1')
  const target = wanted ?? document.querySelector<HTMLElement>('h1')
  if (target === null) return
  if (target.tabIndex < 0 && !target.hasAttribute('tabindex')) target.tabIndex = -1
  target.focus({ preventScroll: part !== null || selector === undefined })
  // On a narrow screen the part stands below a list: bring its beginning into view, picture and all.
  part?.scrollIntoView({ block: 'nearest' })
  if (part !== null && part.getBoundingClientRect().top > innerHeight / 2) part.scrollIntoView()
}

function arrive(selector?: string): void {
  const path = now.path
  now = here()
  if (path === now.path) return
  scrollTo(0, 0)
  void focus(selector)
}

export function go(href: string, options: { replace?: boolean; focus?: string } = {}): void {
  before = now.path + location.search
  if (options.replace === true) history.replaceState(null, '', href)
  else history.pushState(null, '', href)
  arrive(options.focus)
}

function followed(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
  const link = (event.target as Element).closest('a')
  if (link === null || link.origin !== location.origin || link.target !== '' || link.hasAttribute('download'))
    return
  if (link.hash !== '' && link.pathname === location.pathname) return
  event.preventDefault()
  go(link.pathname + link.search)
}

export function follow(): void {
  document.addEventListener('click', followed)
  addEventListener('popstate', () => arrive())
  const worker = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker
  // Somebody pressed a reminder while the app was open.
  worker?.addEventListener('message', (event: MessageEvent<{ go?: string }>) => {
    if (event.data.go !== undefined) go(event.data.go)
  })
}
