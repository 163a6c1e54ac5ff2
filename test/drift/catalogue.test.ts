import { describe, expect, it } from 'vitest';
import { Account } from '../../tools/accounts/account.ts';
import { mutations } from '../accounts/mutations.ts';
import { driftLines, drifted } from '../kit/drifts.ts';
import { expectGolden } from '../kit/golden.ts';
import { readAccount } from '../kit/whole-account.ts';

const recorded = await readAccount('fixtures/accounts/sound/account.ndjson.gz');
const { startedAt, finishedAt } = recorded.header;
const sound = new Account(recorded).complete(startedAt, finishedAt);

const reports = Object.entries(mutations).map(([name, mutate]) => {
  const account = new Account(sound);
  mutate(account);
  return { name, report: drifted(sound, account.complete(startedAt, finishedAt)) };
});

describe('one thing broken in the sound account', () => {
  it('is told as exactly the verdicts that flip, with what was broken', () => {
    const text = reports.map(
      ({ name, report }) =>
        `${name}\n${driftLines(report)
          .map((line) => `  ${line}\n`)
          .join('')}`,
    );
    expectGolden('test/golden/drift/catalogue.txt', text.join('\n'));
  });

  it('is never left without an explanation that was tried', () => {
    const proofs = reports.flatMap(({ report }) => report.flips.map(({ cause }) => cause.proof));
    expect(proofs.length).toBeGreaterThan(60);
    expect(new Set(proofs)).toEqual(new Set(['proven', 'together']));
  });

  it('adds nothing else: no coverage, nothing unmatched, nothing untried', () => {
    for (const { name, report } of reports) expect([report.coverage, report.ambiguous, report.untried], name).toEqual([[], [], 0]);
  });
});
