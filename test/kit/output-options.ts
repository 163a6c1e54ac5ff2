import type { OutputOptions } from '../../src/output/define.ts';

export function outputOptions(overrides: Partial<OutputOptions> = {}): OutputOptions {
  return { color: false, width: 80, verbose: false, sarif: { anchor: 'README.md' }, ...overrides };
}
