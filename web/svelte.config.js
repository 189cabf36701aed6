import { vitePreprocess } from '@sveltejs/vite-plugin-svelte'

/** Runes everywhere, and TypeScript in markup. */
export default { preprocess: vitePreprocess(), compilerOptions: { runes: true } }
