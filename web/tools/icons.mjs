// Cuts the few Lucide icons this app uses out of lucide-static into one sprite, and writes their names for the compiler.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const names =
  `aperture arrow-left arrow-right calendar-days camera check chevron-right circle-dot circle-question-mark
  circle-user-round clock construction copy download ellipsis file-down flashlight flashlight-off hand handshake
  house-plus images inbox key-round lightbulb lock log-out map-pin message-square mic notebook-text pencil plus
  printer redo-2 refresh-cw repeat scan-barcode search send share-2 square square-dashed trash-2 undo-2
  users-round x`.split(/\s+/)

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))
const symbols = names.map((name) => {
  const svg = readFileSync(here(`../node_modules/lucide-static/icons/${name}.svg`), 'utf8')
  const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
  return `<symbol id="${name}" viewBox="0 0 24 24">${inner.replace(/\s*\n\s*/g, '')}</symbol>`
})

writeFileSync(
  here('../src/ui/icons.svg'),
  `<!-- Lucide (ISC licence). Made by tools/icons.mjs. -->\n<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`,
)
writeFileSync(
  here('../src/ui/icon-names.ts'),
  `// Made by tools/icons.mjs.\nexport type IconName =\n${names.map((name) => `  | '${name}'`).join('\n')};\n`,
)
