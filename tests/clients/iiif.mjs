/** A IIIF manifest as a public parser reads it: `node iiif.mjs` takes it on its input, and tells what it found. */
import { readFileSync } from 'node:fs'
import { Traverse, normalize } from '@iiif/parser'

const manifest = JSON.parse(readFileSync(0, 'utf8'))
const { entities, mapping, diagnostics = [] } = normalize(structuredClone(manifest))
const seen = { canvases: [], annotations: [], bodies: [] }
new Traverse({
  canvas: [(one) => void seen.canvases.push({ id: one.id, width: one.width, height: one.height })],
  annotation: [(one) => void seen.annotations.push({ id: one.id, motivation: one.motivation })],
  contentResource: [(one) => void seen.bodies.push(one.value ?? one.id)],
}).traverseUnknown(structuredClone(manifest))

const counted = Object.fromEntries(
  Object.entries(entities).map(([kind, all]) => [kind, Object.keys(all).length]),
)
console.log(JSON.stringify({ ...seen, counted, kind: mapping[manifest.id], diagnostics }))
