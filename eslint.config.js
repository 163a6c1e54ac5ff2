import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const clock = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The clock is a value, taken at the edge and handed in.' },
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'The clock is a value, taken at the edge and handed in.',
  },
];

export default defineConfig(
  { ignores: ['dist*/**', 'src/generated/**', 'fixtures/**', 'coverage/**', '.venv*/**', 'test/**/vendor/**'] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'exit', message: 'Set process.exitCode, so that output is written to its end.' },
      ],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A number in a template reads the same as its String().
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An interface may name an instantiated type, which keeps messages of the compiler short.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      // `undefined` in a union of a generic, and `void` in generators, are meant.
      '@typescript-eslint/no-invalid-void-type': ['error', { allowInGenericTypeArguments: true }],
      // A type parameter used once keeps the literal type of an argument.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A function of an asynchronous interface may have its answer at hand.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Text is spread into code points on purpose.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // tsc reports these.
      '@typescript-eslint/no-unused-vars': 'off',
    },
  },
  {
    // A gap is a signal, not an error: an Error would capture a stack and double the time of an evaluation.
    files: ['src/graph/**', 'src/topology/**', 'src/engine/**', 'test/**'],
    rules: { '@typescript-eslint/only-throw-error': 'off' },
  },
  {
    files: ['src/{model,collectors,sources,graph,topology,engine,drift,output}/**'],
    rules: { 'no-restricted-syntax': ['error', ...clock] },
  },
  {
    files: ['rules/**'],
    rules: {
      // Rules take what they use out of the context; its functions know their context without `this`.
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'TryStatement', message: 'A rule never catches: reading an unknown value ends the check as unknown.' },
      ],
      'no-restricted-globals': [
        'error',
        ...['Date', 'process', 'fetch', 'console', 'setTimeout', 'Buffer', 'globalThis'].map((name) => ({
          name,
          message: 'A rule is a pure function of the graph; the time of the snapshot is context.asOf.',
        })),
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'The same account gives the same verdict.' }],
    },
  },
  {
    // Read by a generator, a loader of formats or a tool, each by its default export.
    files: [
      'rules/*/*.ts',
      'src/collectors/*/*.ts',
      'src/output/*.ts',
      'src/output/*/index.ts',
      '*.config.{ts,js}',
      'test/**/*.config.ts',
      'test/setup/*.ts',
    ],
    ignores: ['rules/_lib/**', 'src/collectors/kit/**'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['tools/**', 'bench/**', 'bin/**', '.ci/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**'],
    rules: {
      // The matchers of vitest, such as expect.any(), are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // Rules written in a test take functions out of their context, as rules do.
      '@typescript-eslint/unbound-method': 'off',
      // What an AbortSignal gives as its reason need not be an Error.
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
    },
  },
  {
    files: ['**/*.{js,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly', module: 'writable' } },
  },
);
