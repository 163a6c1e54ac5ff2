import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formats } from '../src/output/formats.ts';

const path = 'docs/outputs.md';
const document = readFileSync(path, 'utf8');

/** The part about one format, without its heading. */
function sectionOf(format: string): string {
  const [, section = ''] = document.split(`\n## \`${format}\`\n`);
  return section.split('\n## ')[0] ?? '';
}

/** The accepted report of each format from which the examples are taken. */
function acceptedReport(format: string): string {
  const folder = join('test/golden', format);
  const name = readdirSync(folder).find((each) => each.startsWith('mixed.'));
  return readFileSync(join(folder, name ?? ''), 'utf8');
}

describe(path, () => {
  it.each(formats)('tells of %s, in the overview too', (format) => {
    expect(sectionOf(format)).not.toBe('');
    expect(document).toContain(`[\`${format}\`](#${format})`);
  });

  it.each(formats)('shows what %s really writes', (format) => {
    const accepted = acceptedReport(format);
    for (const { groups } of sectionOf(format).matchAll(/```text\n(?<example>(?:(?!```).*\n)*)```/g)) {
      const pieces = (groups?.['example'] ?? '').trimEnd().split(/…\n?/);
      for (const piece of pieces) expect(accepted).toContain(piece);
    }
  });

  it('links to what exists', () => {
    const links = [...document.matchAll(/\]\((?<target>[^)#:]+)(?:#[^)]*)?\)/g)].map(({ groups }) => groups?.['target'] ?? '');
    expect(links.filter((target) => !existsSync(join(dirname(path), target)))).toEqual([]);
  });
});
