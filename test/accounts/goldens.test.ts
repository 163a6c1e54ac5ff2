import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadOutput } from '../../src/output/formats.ts';
import { madeAccounts } from '../../tools/accounts/made.ts';
import { expectGolden } from '../kit/golden.ts';
import { outputOptions } from '../kit/output-options.ts';
import { verdictTable } from '../kit/verdict-table.ts';
import { selectRules } from '../../src/app/rule-selection.ts';
import { judgeAccount, readAccount } from '../kit/whole-account.ts';

const scenarios = [
  { name: 'sound', path: 'fixtures/accounts/sound/account.ndjson.gz', exit: 0 },
  { name: 'demo', path: 'fixtures/demo/account.ndjson.gz', exit: 1 },
  { name: 'no-permissions', path: 'fixtures/accounts/no-permissions/account.ndjson.gz', exit: 3 },
  { name: 'empty', path: 'fixtures/accounts/empty/account.ndjson.gz', exit: 3 },
];

describe.each(scenarios)('the whole account: $name', ({ name, path, exit }) => {
  it('gets exactly the verdicts that were accepted', async () => {
    const report = judgeAccount(await readAccount(path));
    expectGolden(`test/golden/accounts/${name}.verdicts.txt`, verdictTable(report));
    expect(report.exit.code).toBe(exit);
  });

  it('reads as was accepted', async () => {
    const { render } = await loadOutput('table');
    expectGolden(
      `test/golden/accounts/${name}.table.txt`,
      [...render(judgeAccount(await readAccount(path)), outputOptions({ width: 100 }))].join(''),
    );
  });
});

describe('the sound account', () => {
  it('has nothing failing and nothing unknown in the standard set', async () => {
    const rules = selectRules({ ruleset: 'standard', include: [], exclude: [], settings: {} });
    const { counts } = judgeAccount(await readAccount('fixtures/accounts/sound/account.ndjson.gz'), { rules });
    expect(counts).toMatchObject({ fail: 0, unknown: 0 });
    expect(counts.pass).toBeGreaterThan(40);
  });
});

describe('an account without any permission', () => {
  it('has every rule unknown', async () => {
    const { counts, rules } = judgeAccount(await readAccount('fixtures/accounts/no-permissions/account.ndjson.gz'));
    expect(counts).toMatchObject({ pass: 0, fail: 0 });
    expect(rules.filter(({ unknown }) => unknown === 0)).toEqual([]);
  });
});

describe('accounts made from recordings', () => {
  it.each(madeAccounts)('$target is what its recording and corrections make', async ({ recording, target, make }) => {
    const made = await make(readFileSync(recording));
    expect(made === gunzipSync(readFileSync(target)).toString(), 'run: node --import tsx tools/accounts.ts').toBe(true);
  });
});
