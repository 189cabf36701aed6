/** openid-client and, below it, oauth4webapi: strict clients of our authorization server. */
import * as openid from 'openid-client'
const tell = (told) => process.stdout.write(JSON.stringify(told))

const origin = new URL(process.env.GRAPH_URL).origin
const { id, secret, back, jwk, cookie } = JSON.parse(process.env.GRAPH_HEADERS)

async function proof() {
  if (secret) return openid.ClientSecretBasic(secret)
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
  ])
  return openid.PrivateKeyJwt(key)
}
const config = await openid.discovery(new URL(origin), id, undefined, await proof(), {
  algorithm: 'oauth2',
  execute: [openid.allowInsecureRequests],
})

const museum = await openid.clientCredentialsGrant(config, {
  scope: 'museums:read',
})

const verifier = openid.randomPKCECodeVerifier()
const state = openid.randomState()
const address = openid.buildAuthorizationUrl(config, {
  redirect_uri: back,
  scope: 'museums:read people:read',
  code_challenge: await openid.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
})
// What a person's browser does with it.
const page = await fetch(address, { headers: { cookie } })
const [, request] = /name="request" value="([^"]+)"/.exec(await page.text())
const agreed = await fetch(`${origin}/oauth/consent`, {
  method: 'POST',
  headers: { cookie, origin },
  body: new URLSearchParams({ request, decision: 'allow' }),
  redirect: 'manual',
})
const returned = new URL(agreed.headers.get('location'))
const person = await openid.authorizationCodeGrant(config, returned, {
  pkceCodeVerifier: verifier,
  expectedState: state,
})
const next = await openid.refreshTokenGrant(config, person.refresh_token)
const told = await openid.tokenIntrospection(config, next.access_token)
await openid.tokenRevocation(config, next.refresh_token)
const after = await openid.tokenIntrospection(config, next.access_token)
tell({
  museum: museum.scope,
  person: person.scope,
  active: told.active,
  after: after.active,
})
