import { defineConfig } from 'vitest/config';

/** Tests against an AWS emulator; `npm run test:live` installs it first. One at a time: they share its state. */
export default defineConfig({
  test: {
    include: ['test/live/**/*.test.ts'],
    globalSetup: ['test/setup/generated-files.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', 'json'],
    outputFile: { json: 'test-results/live.json' },
  },
});
