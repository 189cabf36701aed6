/**
 * Two museums' own providers, certified ones, with accounts that sign in by being named. POST /tests bends one:
 * `clients` it knows, `rotate` its keys, `shift` its clock by seconds, `down`, `claims` to forge, `unknownKey` to sign with,
 * and the `account` of whoever is not named.
 */
import { createServer } from 'node:http'
import { CompactSign, decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK } from 'jose'
import Provider from 'oidc-provider'

const honest = Date.now
let shift = 0
Date.now = () => honest() + shift * 1000

const ACCOUNTS = {
  ana: { name: 'Ana', email: 'ana@museum.example', email_verified: true },
  noor: { name: 'Noor Haddad', email: 'noor@museum.example', email_verified: true, locale: 'de-AT' },
  unsure: { name: 'Not Ana', email: 'ana@museum.example', email_verified: false },
}

async function newKey() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: `key-${Math.random()}` }
}

async function house() {
  const kept = { key: await newKey(), clients: [], bent: {}, answer: undefined }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  kept.issuer = `http://127.0.0.1:${server.address().port}`

  function remake() {
    const provider = new Provider(kept.issuer, {
      clients: kept.clients,
      jwks: { keys: [kept.key] },
      cookies: { keys: ['only for tests'] },
      features: { devInteractions: { enabled: false } },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'locale'] },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...ACCOUNTS[id] }) }),
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      pkce: { required: () => true },
      async loadExistingGrant(ctx) {
        const grant = new ctx.oidc.provider.Grant({
          clientId: ctx.oidc.client.clientId,
          accountId: ctx.oidc.session.accountId,
        })
        grant.addOIDCScope('openid email profile')
        await grant.save()
        return grant
      },
    })
    provider.use(async (ctx, next) => {
      const naming = /^\/interaction\//.test(ctx.path)
      if (naming) {
        const { params } = await provider.interactionDetails(ctx.req, ctx.res)
        const accountId = params.login_hint ?? kept.bent.account ?? undefined
        const result = accountId === undefined ? { error: 'access_denied' } : { login: { accountId } }
        ctx.respond = false
        return provider.interactionFinished(ctx.req, ctx.res, result)
      }
      await next()
      if (ctx.path === '/token' && ctx.body?.id_token !== undefined) {
        ctx.body = { ...ctx.body, id_token: await bent(ctx.body.id_token) }
      }
    })
    kept.answer = provider.callback()
  }

  async function bent(token) {
    const { claims, unknownKey } = kept.bent
    if (claims === undefined && !unknownKey) return token
    const key = await importJWK(unknownKey ? await newKey() : kept.key, 'RS256')
    const said = JSON.stringify({ ...decodeJwt(token), ...claims })
    return new CompactSign(new TextEncoder().encode(said))
      .setProtectedHeader(decodeProtectedHeader(token))
      .sign(key)
  }

  async function handle(request, response) {
    if (request.url !== '/tests') {
      if (kept.bent.down) return response.writeHead(503).end()
      return kept.answer(request, response)
    }
    let text = ''
    for await (const piece of request) text += piece
    kept.bent = JSON.parse(text)
    kept.clients = kept.bent.clients ?? kept.clients
    shift = kept.bent.shift ?? 0
    if (kept.bent.rotate) kept.key = await newKey()
    remake()
    response.writeHead(204).end()
  }

  remake()
  return kept.issuer
}

process.stdin.on('end', () => process.exit(0)).resume()
console.log(JSON.stringify(await Promise.all([house(), house()])))
