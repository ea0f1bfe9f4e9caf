// Lint holds what the layout promises: no import cycles, and the app and the gateway know nothing of each other.
import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const typed = ['src/**/*.ts', 'test/**/*.ts', 'gateway/src/**/*.ts', 'gateway/test/**/*.ts'];
const web = ['web/src/**/*.{ts,tsx}', 'web/vite.config.ts'];

/** What may not import what; each row's reason is shown with the finding. */
const zones = [
  { target: './src', from: './gateway', message: 'The app knows Camunda 8 only; it never imports the gateway.' },
  { target: './gateway', from: './src', message: 'The gateway knows no hotline; it never imports src/.' },
  { target: './src', from: './web', message: 'The app serves the built pages; it imports none of their code.' },
  { target: './web', from: ['./src', './gateway'], message: 'The pages know the REST API only.' },
  ...readdirSync(new URL('web/src/features', import.meta.url)).map((feature) => ({
    target: `./web/src/features/${feature}`,
    from: './web/src/features',
    except: [`./${feature}`],
    message: 'A feature of the web pages never imports another one.',
  })),
];

export default tseslint.config(
  {
    ignores: ['**/dist/', '**/node_modules/', '**/.data/', 'engine/target/', 'coverage/', 'docs/generated/'],
  },
  js.configs.recommended,
  {
    files: ['**/*.{mjs,js,cjs}', 'bin/hotline'],
    languageOptions: {
      ecmaVersion: 2024,
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'URLSearchParams',
          'fetch',
          'AbortSignal',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          '__dirname',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  { files: ['jest.config.js', 'bin/hotline'], languageOptions: { sourceType: 'commonjs' } },
  {
    files: [...typed, ...web],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver(), createNodeResolver()],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      // packages are not our cycles
      'import-x/external-module-folders': ['node_modules'],
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
    },
  },
  {
    // react-query's and React's handlers may be asynchronous
    files: web,
    rules: { '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }] },
  },
  {
    // moddle's model carries no types: an element's properties are what its meta-model says at run time
    files: ['gateway/src/dialect/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    // tests look into answers of any shape
    files: ['**/*.spec.ts', '**/*.e2e.ts', 'test/**/*.ts', 'gateway/src/api/{strict-client,waiting-case}.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: [...typed, ...web],
    rules: { 'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }] },
  },
);
