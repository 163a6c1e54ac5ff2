import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../src/app/config/parse.ts';

const text = readFileSync('docs/configuration.md', 'utf8');
const blocks = [...text.matchAll(/```yaml\n(?<yaml>(?:(?!```).*\n)*)```/g)].map(({ groups }) => groups?.['yaml'] ?? '');
const [example = ''] = blocks;

describe('the page about the configuration', () => {
  it('shows what is accepted', () => {
    expect(blocks).toHaveLength(2);
    for (const block of blocks) expect(() => parseConfiguration(block, 'ha-audit.yaml')).not.toThrow();
  });

  it('shows the mistakes that are told', () => {
    const shown = [...text.matchAll(/^ {4}(?:ha-audit: exit 2: )?(?<line>ha-audit\.yaml:.*)$/gm)].map(
      ({ groups }) => groups?.['line'] ?? '',
    );
    const wrong = example
      .replace('rule: network.nat-per-zone', 'rule: network.nat-per-zome')
      .replace('expires: 2027-03-31', 'expires: 2027-02-30');
    expect(() => parseConfiguration(wrong, 'ha-audit.yaml')).toThrow(shown.join('\n'));
    expect(shown).toHaveLength(2);
  });

  it.each(['docs/configuration.md', 'docs/baseline.md'])('%s links to what exists', (path) => {
    const links = [...readFileSync(path, 'utf8').matchAll(/\]\((?<target>[^)#:]+)(?:#[^)]*)?\)/g)].map(
      ({ groups }) => groups?.['target'] ?? '',
    );
    expect(links.filter((target) => !existsSync(join(dirname(path), target)))).toEqual([]);
  });
});
