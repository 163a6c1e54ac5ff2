import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accountTargets, severalAccounts } from '../../src/app/accounts.ts';
import { parseConfiguration } from '../../src/app/config/parse.ts';
import { configSource } from '../../src/app/read-source.ts';

describe('the accounts of a run', () => {
  const configured = {
    accounts: accountTargets(['111111111111', { id: '222222222222', role: 'reader' }, '111111111111']),
    orgRole: 'ha-audit',
  };
  const asked = { accounts: [], orgRole: undefined, resume: undefined };

  it('are those of the configuration, each once', () => {
    const { targets, orgRole, isAsked } = severalAccounts(asked, configured);
    expect([targets.map(({ account }) => account), orgRole, isAsked]).toEqual([['111111111111', '222222222222'], 'ha-audit', false]);
  });

  it('are those that are named, each once, with what the configuration says of them', () => {
    const { targets, orgRole, isAsked } = severalAccounts(
      { ...asked, accounts: ['222222222222', '333333333333', '222222222222'], orgRole: 'a/b' },
      configured,
    );
    expect(targets.map(({ account, role }) => [account, role])).toEqual([
      ['222222222222', 'reader'],
      ['333333333333', null],
    ]);
    expect([orgRole, isAsked]).toEqual(['a/b', true]);
  });

  it.each([
    [{ accounts: ['12345'] }, '12345 is no account id, which has 12 digits'],
    [{ accounts: ['111111111111'], orgRole: 'arn:aws:iam::1:role/x' }, 'is not the name of a role'],
    [{ orgRole: 'ha-audit' }, '--org-role is for several accounts'],
    [{ resume: 'state' }, '--resume is for several accounts'],
  ])('are wrong in %j', (change, message) => {
    expect(() => severalAccounts({ ...asked, ...change }, { accounts: [], orgRole: null })).toThrow(message);
  });

  it('are not those of an aggregator', () => {
    const several = severalAccounts({ ...asked, accounts: ['111111111111'] }, configured);
    expect(() => configSource('config-aggregator:org', { regions: [], several })).toThrow(
      'an aggregator itself says which accounts it holds',
    );
    expect(configSource('config-aggregator:org', { regions: [], several: severalAccounts(asked, configured) })).not.toBeNull();
  });
});

it('the configuration in the documentation is accepted', () => {
  const [, yaml = ''] = /```yaml\n(regions:[^`]*)```/.exec(readFileSync('docs/accounts.md', 'utf8')) ?? [];
  expect(parseConfiguration(yaml, 'docs/accounts.md')).toMatchObject({
    orgRole: 'ha-audit',
    accounts: [expect.any(String), { name: 'orders' }],
  });
});
