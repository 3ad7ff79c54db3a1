import jsdoc from 'eslint-plugin-jsdoc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const noHiddenInput =
  'Randomness and time are arguments: take a random source or a clock (style: no hidden randomness or time).';

/**
 * Everything that would let a run differ from another with the same seed.
 * @type {import('eslint').Linter.RulesRecord}
 */
const hiddenInputs = {
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: noHiddenInput },
    { object: 'Date', property: 'now', message: noHiddenInput },
    { object: 'performance', property: 'now', message: noHiddenInput },
  ],
  'no-console': 'error',
};

/** @type {import('eslint').Linter.RulesRecord} */
const hiddenInputsAllowed = { 'no-restricted-properties': 'off', 'no-console': 'off' };

export default defineConfig(
  globalIgnores([
    'dist/',
    'coverage/',
    'docs/api/',
    'runs/',
    'out/',
    // AssemblyScript: TypeScript's syntax, another language.
    'agents/engine/wasm/assembly/',
  ]),
  {
    files: ['**/*.{js,ts,tsx}', 'bin/helmholtz'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...hiddenInputs,
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'mathjs', message: 'It goes through agents/maths/mathjs.ts.' }] },
      ],
      eqeqeq: 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  {
    // Reads of typed arrays in numeric loops.
    files: ['agents/**', 'experiments/**', 'tests/**', 'bench/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['agents/**/*.ts', 'experiments/**/*.ts', 'protocol/**/*.ts'],
    plugins: { jsdoc },
    settings: { jsdoc: { mode: 'typescript' } },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { ClassDeclaration: true, FunctionDeclaration: true },
          contexts: ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'],
        },
      ],
      'jsdoc/require-description': ['error', { contexts: ['any'] }],
      'jsdoc/no-types': 'error',
      'jsdoc/check-param-names': [
        'error',
        { checkDestructured: false, disableMissingParamChecks: true },
      ],
      'jsdoc/check-tag-names': ['error', { definedTags: ['remarks', 'typeParam'] }],
    },
  },
  {
    files: ['agents/maths/**'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    // The edges, where time, randomness and the console enter.
    files: [
      'bin/**',
      'tools/**',
      'bench/**',
      'server/main.ts',
      'server/command.ts',
      'server/commands/terminal.ts',
      'client/main.ts',
      'client/main.tsx',
      'agents/learning/train-worker.ts',
      'server/trainings/training-thread.ts',
    ],
    rules: hiddenInputsAllowed,
  },
  {
    // Tests compare with independent libraries, and wait for real servers and browsers.
    files: ['tests/**'],
    rules: { ...hiddenInputsAllowed, 'no-restricted-imports': 'off' },
  },
  {
    files: ['bin/helmholtz'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
