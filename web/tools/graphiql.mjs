// @ts-check
/** Puts GraphiQL, with everything it needs, into dist-graphiql: for development, without any outside host. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const web = new URL('..', import.meta.url).pathname
const folder = join(web, 'dist-graphiql')
const parts = {
  'react.js': 'react/umd/react.production.min.js',
  'react-dom.js': 'react-dom/umd/react-dom.production.min.js',
  'graphiql.js': 'graphiql/graphiql.min.js',
  'graphiql.css': 'graphiql/graphiql.min.css',
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
for (const [name, from] of Object.entries(parts)) cpSync(join(web, 'node_modules', from), join(folder, name))

writeFileSync(join(folder, 'page.css'), 'html, body, #graphiql { block-size: 100%; margin: 0 }\n')
writeFileSync(
  join(folder, 'start.js'),
  `const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-understudy': '1' }
const fetcher = async (question) => {
  const answer = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(question) })
  return answer.json()
}
const element = React.createElement(GraphiQL, { fetcher, shouldPersistHeaders: false })
ReactDOM.createRoot(document.getElementById('graphiql')).render(element)
`,
)
const scripts = ['react.js', 'react-dom.js', 'graphiql.js', 'start.js']
writeFileSync(
  join(folder, 'index.html'),
  `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>The graph of Understudy</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/graphql/graphiql.css" />
    <link rel="stylesheet" href="/graphql/page.css" />
    ${scripts.map((script) => `<script src="/graphql/${script}" defer></script>`).join('\n    ')}
  </head>
  <body>
    <div id="graphiql"></div>
  </body>
</html>
`,
)
console.log(`graphiql: ${folder}`)
