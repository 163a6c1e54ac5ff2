import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPermissions } from '../../src/app/check-permissions.ts';
import { collectLive } from '../../src/app/live.ts';
import { liveOptions } from '../../src/app/live-options.ts';
import { actionsFor, policyFor } from '../../src/app/policy.ts';
import { ruleDescriptions } from '../../src/app/rule-catalogue.ts';
import { selectRules } from '../../src/app/rule-selection.ts';
import { kindsOf } from '../../src/app/scan.ts';
import { neededActions } from '../../src/generated/actions.ts';
import { kindNames, type Kind } from '../../src/model/kinds.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { credentialsFor, withVariables } from '../kit/live.ts';
import { scriptSmallAccount } from '../kit/small-account.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = scriptSmallAccount(await AwsEndpoint.start());
  endpoint.answersEmpty = true;
});
afterEach(() => endpoint.close());

const allowedBy = (kinds: Iterable<Kind>) => policyFor(kinds).Statement.flatMap(({ Action }) => Action);

const { signal } = new AbortController();

/** What AWS was asked, without what needs no permission. */
async function askedFor(kinds: ReadonlySet<Kind>): Promise<readonly string[]> {
  await withVariables(credentialsFor(endpoint), () => collectLive(liveOptions({ regions: [] }, signal), kinds, () => {}));
  return [...new Set(endpoint.received.map(({ action }) => action))].filter((action) => !action.startsWith('sts:')).sort();
}

describe('the policy', () => {
  it('allows everything that a run asks for, and EC2 what it asks for in the name of the caller', async () => {
    endpoint.on('ec2:DescribeManagedPrefixLists', {
      PrefixLists: [{ PrefixListId: 'pl-1', PrefixListName: 'offices', OwnerId: '123456789012' }],
    });
    const asked = await askedFor(new Set(kindNames));
    expect(asked.length).toBeGreaterThan(40);
    const allowed = allowedBy(kindNames);
    expect(allowed.filter((action) => !asked.includes(action))).toEqual(['ssm:GetParameters']);
    expect(asked.filter((action) => !allowed.includes(action))).toEqual([]);
  });

  it.each(['kms.key', 'elbv2.target-health', 'ec2.image'] as const)('of %s alone allows what its listing looks at, too', async (kind) => {
    const asked = await askedFor(new Set([kind]));
    const allowed = allowedBy([kind]);
    expect(asked.filter((action) => !allowed.includes(action))).toEqual([]);
    expect(allowed.length).toBeLessThan(15);
  });

  it('names the own action of a kind first', () => {
    expect(neededActions['kms.key'][0]).toBe('kms:DescribeKey');
    expect(neededActions['kms.key']).toContain('rds:DescribeDBInstances');
    expect(actionsFor(['kms.key'])).toEqual([...neededActions['kms.key']].sort());
  });

  it('only reads', () => {
    const [statement] = policyFor(kindNames).Statement;
    expect(statement).toMatchObject({ Effect: 'Allow', Resource: '*' });
    expect(statement?.Action.filter((action) => !/^[a-z0-9-]+:(Describe|Get|List)/.test(action))).toEqual([]);
    expect(statement?.Action).toContain('ec2:DescribeRegions');
  });
});

it('every rule tells the actions that its reads need', () => {
  const descriptions = ruleDescriptions();
  for (const { id, reads, actions } of descriptions) expect(actions, id).toEqual(actionsFor(reads));
  const onKeys = descriptions.filter(({ reads }) => reads.includes('kms.key'));
  expect(onKeys.length).toBeGreaterThan(0);
  for (const { id, actions } of onKeys) expect(actions, id).toContain('ec2:DescribeVolumes');
});

describe('a check of the permissions', () => {
  const rules = selectRules({
    ruleset: 'standard',
    include: ['rds.instance-customer-key', 'rds.instance-multi-az'],
    exclude: [],
    settings: {},
  });
  const check = () => withVariables(credentialsFor(endpoint), () => checkPermissions(rules, { regions: [] }, signal));

  it('tries every action of the policy', async () => {
    const checked = await check();
    const allowed = allowedBy(kindsOf(rules));
    expect(checked.map(({ action }) => action)).toEqual([...allowed, 'sts:GetCallerIdentity'].sort());
    expect(checked.filter(({ outcome }) => outcome === 'denied' || outcome === 'unclear')).toEqual([]);
  });

  it('names what is denied, why, and which rules miss it', async () => {
    endpoint.deny('kms:DescribeKey').deny('rds:DescribeDBInstances');
    const denied = (await check()).filter(({ outcome }) => outcome === 'denied');
    expect(denied.map(({ action, detail, rules: users }) => [action, detail, users])).toEqual([
      // With the instances unread, their keys are not known either; those of others are.
      ['kms:DescribeKey', 'No identity policy allows kms:DescribeKey.', ['rds.instance-customer-key']],
      [
        'rds:DescribeDBInstances',
        'No identity policy allows rds:DescribeDBInstances.',
        ['rds.instance-customer-key', 'rds.instance-multi-az'],
      ],
    ]);
  });
});
