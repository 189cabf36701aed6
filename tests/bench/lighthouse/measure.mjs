// @ts-check
/** Lighthouse, three times, through the browser that is there; prints every run's scores and what cost points, as JSON. */
import { launch } from 'chrome-launcher'
import lighthouse, { desktopConfig } from 'lighthouse'

const [url, chromePath, device] = process.argv.slice(2)
const runs = []
for (let run = 0; run < 3; run += 1) {
  const chrome = await launch({
    chromePath,
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
  })
  const config = device === 'tablet' ? desktopConfig : undefined
  const found = await lighthouse(url, { port: chrome.port, output: 'json', logLevel: 'error' }, config)
  await chrome.kill()
  const { categories = {}, audits = {} } = found?.lhr ?? {}
  runs.push({
    scores: Object.fromEntries(
      Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]),
    ),
    lost: Object.values(categories).flatMap(({ id, auditRefs }) =>
      auditRefs
        .filter((each) => each.weight > 0 && (audits[each.id]?.score ?? 1) < 1)
        .map((each) => `${id}: ${audits[each.id]?.title} ${audits[each.id]?.displayValue ?? ''}`.trim()),
    ),
  })
}
console.log(JSON.stringify(runs))
