import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../src/app/config/parse.ts';

/*
 * The examples of the documents are run, and what they show must be what comes out.
 * `UPDATE_DOCS=1 npx vitest run test/docs.test.ts` writes the real output into them.
 */
const documents = ['README.md', 'docs/source.md'];
const isUpdate = process.env['UPDATE_DOCS'] === '1';
const run = promisify(execFile);

const example = /```console\n\$ (?<command>.*)\n(?<output>(?:(?!```).*\n)*)```/g;

/** Standard output of an example; findings make the exit status 1, which is no failure of the example. */
async function outputOf(command: string): Promise<string> {
  const words = command.split(' ').map((word) => word.replaceAll("'", ''));
  expect(words.slice(0, 2), `an example starts with npx ha-audit: ${command}`).toEqual(['npx', 'ha-audit']);
  const options = { env: { ...process.env, NO_COLOR: '1', CI: '1' }, maxBuffer: 10_000_000 };
  const finished = await run(process.execPath, ['bin/ha-audit.js', ...words.slice(2)], options).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 1 && 'stdout' in error) return { stdout: String(error.stdout) };
    throw error;
  });
  return finished.stdout;
}

/** A line `…` in an example stands for lines left out: as many are kept before and after it as the document shows. */
function abridged(real: string, shown: string): string {
  const mark = shown.split('\n').indexOf('…');
  if (mark < 0) return real;
  const lines = real.split('\n');
  const after = shown.split('\n').length - mark - 1;
  return [...lines.slice(0, mark), '…', ...lines.slice(lines.length - after)].join('\n');
}

describe.each(documents)('%s', (path) => {
  const text = readFileSync(path, 'utf8');

  it('shows what its examples really print', async () => {
    let updated = text;
    const examples = [...text.matchAll(example)];
    expect(examples).not.toHaveLength(0);
    for (const { 0: block, groups } of examples) {
      const { command = '', output = '' } = groups ?? {};
      const real = (await outputOf(command)).replaceAll(/[ \t]+$/gm, '');
      const shown = abridged(real, output);
      if (isUpdate) updated = updated.replace(block, () => `\`\`\`console\n$ ${command}\n${shown}\`\`\``);
      else expect(output, `run UPDATE_DOCS=1 npx vitest run test/docs.test.ts if \`${command}\` rightly prints something else`).toBe(shown);
    }
    if (isUpdate) writeFileSync(path, updated);
  });

  it.runIf(path === 'README.md')('shows configuration that is accepted', () => {
    const configurations = [...text.matchAll(/```yaml\n(?<yaml>regions:(?:(?!```).*\n)*)```/g)];
    expect(configurations).not.toHaveLength(0);
    for (const { groups } of configurations)
      expect(() =>
        parseConfiguration(groups?.['yaml'] ?? '', join(mkdtempSync(join(tmpdir(), 'ha-audit-')), 'ha-audit.yaml')),
      ).not.toThrow();
  });

  it('links to what exists', () => {
    const links = [...text.matchAll(/\]\((?<target>[^)#:]+)(?:#[^)]*)?\)/g)].map(({ groups }) => groups?.['target'] ?? '');
    expect(links.filter((target) => !existsSync(join(dirname(path), target)))).toEqual([]);
  });
});
