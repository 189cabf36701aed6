import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'
import { manifests } from './tools/manifests.mjs'
import { serviceWorker } from './tools/service-worker.mjs'

/** In development the pages come from Vite and everything else from the server beside it. */
const museum = process.env['SERVER_URL'] ?? 'http://127.0.0.1:8000'
const passedOn = {
  target: museum,
  changeOrigin: true,
  // The server compares Origin with its own address; in development the page has another port.
  headers: { origin: museum },
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), manifests(), serviceWorker(), ...(mode === 'test' ? [svelteTesting()] : [])],
  build: {
    target: ['es2022', 'safari16', 'chrome109', 'firefox115'],
    manifest: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    // The service worker has every part already: only styles are named ahead, which no part asks for by itself.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, parts) => parts.filter((part) => part.endsWith('.css')),
    },
    // What the first screens need is one file: in thirty small ones it compresses a tenth worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      '/graphql': { ...passedOn, ws: true },
      '/auth': passedOn,
      '/media': passedOn,
      '/developers': passedOn,
      '/register': passedOn,
      '/healthz': passedOn,
      '/readyz': passedOn,
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 10_000,
    // Its modules name each other without endings, which Node does not follow.
    server: { deps: { inline: ['@zxing/library'] } },
  },
}))
