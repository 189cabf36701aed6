// @ts-check
/** Lays out what the pages under /developers need, their look and GraphiQL, without any outside host. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const web = new URL('..', import.meta.url).pathname
const folder = join(web, 'dist-developers')
const parts = {
  'tokens.css': 'src/ui/tokens.css',
  'fonts.css': 'src/ui/fonts.css',
  'base.css': 'src/ui/base.css',
  fonts: 'src/ui/fonts',
  'page.css': 'src/developers/page.css',
  'copying.js': 'src/developers/copying.js',
  'react.js': 'node_modules/react/umd/react.production.min.js',
  'react-dom.js': 'node_modules/react-dom/umd/react-dom.production.min.js',
  'graphiql.js': 'node_modules/graphiql/graphiql.min.js',
  'graphiql.css': 'node_modules/graphiql/graphiql.min.css',
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
for (const [name, from] of Object.entries(parts))
  cpSync(join(web, from), join(folder, name), { recursive: true })

writeFileSync(join(folder, 'graphiql-page.css'), 'html, body, #graphiql { block-size: 100%; margin: 0 }\n')
writeFileSync(
  join(folder, 'start.js'),
  `const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-understudy': '1' }
const fetcher = async (question) => {
  const answer = await fetch('/developers/graphql', { method: 'POST', headers, body: JSON.stringify(question) })
  return answer.json()
}
const defaultQuery = \`# You read here what a key of yours would read; nothing can be changed.
{
  me {
    name
    memberships { role museum { name } }
  }
}
\`
const element = React.createElement(GraphiQL, { fetcher, defaultQuery, shouldPersistHeaders: false })
ReactDOM.createRoot(document.getElementById('graphiql')).render(element)
`,
)
const scripts = ['react.js', 'react-dom.js', 'graphiql.js', 'start.js']
writeFileSync(
  join(folder, 'graphiql.html'),
  `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>The graph of Understudy</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/developers/parts/graphiql.css" />
    <link rel="stylesheet" href="/developers/parts/graphiql-page.css" />
    ${scripts.map((script) => `<script src="/developers/parts/${script}" defer></script>`).join('\n    ')}
  </head>
  <body>
    <div id="graphiql"></div>
  </body>
</html>
`,
)
console.log(`developers: ${folder}`)
