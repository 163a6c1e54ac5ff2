import { defineConfig } from 'vitest/config';

/** Offline tests: no network beyond loopback. The live ones have a configuration of their own in `test/live/`. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/live/**', 'node_modules/**'],
    globalSetup: ['test/setup/generated-files.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', 'json'],
    outputFile: { json: 'test-results/offline.json' },
  },
});
