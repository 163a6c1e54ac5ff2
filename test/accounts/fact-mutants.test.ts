import { describe, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { expectGolden } from '../kit/golden.ts';
import { judgeAccount } from '../kit/whole-account.ts';
import { factMutants } from './fact-mutants.ts';
import { stacks } from './stack/options.ts';
import { soundStack } from './stack/stack.ts';

function failing(account: Snapshot): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { status, rule, resource } of judgeAccount(account).results) if (status === 'fail') found.set(`${rule} ${resource.id}`, rule);
  return found;
}

describe('one fault in a sound account', () => {
  const flips = new Map<string, Set<string>>();
  for (const options of Object.values(stacks)) {
    const sound = soundStack(options);
    const before = failing(sound);
    for (const { what, world } of factMutants(sound)) {
      const rules = flips.get(what) ?? new Set();
      flips.set(what, rules);
      for (const [key, rule] of failing(world)) if (!before.has(key)) rules.add(rule);
    }
  }
  const lines = [...flips].sort(([a], [b]) => (a < b ? -1 : 1));

  it('fails exactly the rules that speak of it', () => {
    const seen = lines
      .filter(([, rules]) => rules.size > 0)
      .map(
        ([what, rules]) =>
          `${what}\n${[...rules]
            .sort()
            .map((rule) => `  ${rule}\n`)
            .join('')}`,
      );
    expectGolden('test/golden/accounts/facts.txt', seen.join(''));
  });

  it('is told apart from what no rule judges by itself', () => {
    expectGolden(
      'test/golden/accounts/facts-without-verdict.txt',
      lines
        .filter(([, rules]) => rules.size === 0)
        .map(([what]) => `${what}\n`)
        .join(''),
    );
  });
});
