import { describe, expect, it } from 'vitest';
import type { Report, Result } from '../../src/model/report.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { Account } from '../../tools/accounts/account.ts';
import { expectGolden } from '../kit/golden.ts';
import { judgeAccount, readAccount } from '../kit/whole-account.ts';
import { mutations } from './mutations.ts';

const sound = await readAccount('fixtures/accounts/sound/account.ndjson.gz');
const before = statuses(judgeAccount(sound));

/** Servers need no way to the internet, and nothing says that clients have to reach a load balancer. */
const harmless = [
  'the subnet app-b has no way out',
  'the subnet app-b falls back to the main route table',
  'the load balancer admits nobody',
];

function mutated(mutate: (account: Account) => void): Snapshot {
  const account = new Account(sound);
  mutate(account);
  return account.complete(sound.header.startedAt, sound.header.finishedAt);
}

function statuses({ results }: Report): ReadonlyMap<string, Result['status']> {
  return new Map([...results].map(({ rule, resource, status }) => [`${rule.padEnd(50)} ${resource.name ?? resource.id}`, status]));
}

/** What a reader accepts: from which verdict to which, by rule and resource. */
function flips(after: ReadonlyMap<string, Result['status']>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((key) => ({ key, was: before.get(key) ?? 'none', is: after.get(key) ?? 'none' }))
    .filter(({ was, is }) => was !== is)
    .map(({ key, was, is }) => `  ${was} -> ${is.padEnd(8)} ${key}`);
}

describe('breaking one thing in the sound account', () => {
  const flipped = new Map(Object.entries(mutations).map(([name, mutate]) => [name, flips(statuses(judgeAccount(mutated(mutate))))]));

  it('flips exactly the verdicts that speak of it', () => {
    const text = [...flipped].map(([name, lines]) => `${name}\n${lines.length === 0 ? '  nothing' : lines.join('\n')}\n`).join('\n');
    expectGolden('test/golden/accounts/mutants.txt', text);
  });

  it('is always seen, but for what no rule promises', () => {
    const unseen = [...flipped].filter(([, lines]) => !lines.some((line) => line.includes('-> fail'))).map(([name]) => name);
    expect(unseen).toEqual(harmless);
  });
});
