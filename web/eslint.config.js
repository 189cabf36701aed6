import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

/** Where a forgotten promise could lose somebody's work, the linter reads types too. */
const TYPED = ['src/{core,local,sync,graph,worker}/**/*.ts', 'src/notebook.ts']

export default ts.config(
  { ignores: ['dist', 'dist-developers', 'node_modules', 'src/graph/schema.d.ts'] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: TYPED,
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.worker.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'svelte/no-inline-styles': 'error',
      'svelte/no-at-html-tags': 'error',
      // Addresses are plain paths here: our router is 25 lines, there is no resolve().
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['tools/**', '*.config.{js,ts}'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'no-console': 'off' },
  },
)
