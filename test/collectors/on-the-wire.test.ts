import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coverageOf, nodeOf, readFrom } from '../kit/read-from.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { keyArn, scriptSmallAccount, smallArns } from '../kit/small-account.ts';
import { containerKeys } from '../kit/small-containers.ts';
import { identityKeys } from '../kit/small-identity.ts';
import type { PlaceReading } from '../../src/collectors/kit/run.ts';
import { actions } from '../../src/generated/actions.ts';
import { isKind, type Kind, kindNames } from '../../src/model/kinds.ts';

/** Everything but EC2, of which the keys need the volumes, and the roles what launches in them. */
const kinds = kindNames.filter((kind) => !kind.startsWith('ec2.'));
const launching: readonly Kind[] = ['ec2.instance', 'ec2.launch-template', 'ec2.launch-template-version'];
const read: readonly Kind[] = [...kinds, ...launching, 'ec2.volume'].filter(isKind).sort();
const { web, edge, blue, green, https, http, tcp, certificate, serverCertificate } = smallArns;

/** What each kind's nodes are called in the small account. */
const keys: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  ...containerKeys,
  ...identityKeys,
  'acm.certificate': [certificate],
  'autoscaling.activity': ['a-1', 'a-2'],
  'autoscaling.group': ['web', 'worker'],
  'autoscaling.instance-refresh': ['r-1', 'r-2'],
  'autoscaling.launch-configuration': ['old', 'older'],
  'autoscaling.lifecycle-hook': ['web/boot'],
  'autoscaling.policy': ['web/cpu', 'web/queue'],
  'autoscaling.scheduled-action': ['web/morning', 'web/night'],
  'autoscaling.traffic-source': [`web#${blue}`, `web#${green}`],
  'autoscaling.warm-pool': ['web'],
  'config.recorder': ['configuration-recorder'],
  'config.rule': ['encrypted', 'standby'],
  'ec2.volume': ['vol-1'],
  'elasticache.cluster': ['memo', 'sessions-001'],
  'elasticache.replication-group': ['queue', 'sessions'],
  'elasticache.serverless-cache': ['one', 'two'],
  'elasticache.subnet-group': ['data', 'default'],
  'elasticache.user': ['app', 'default'],
  'elb.load-balancer': ['shop', 'till'],
  'elbv2.listener': [https, http, tcp],
  'elbv2.listener-rule': [`${https}/1`, `${https}/2`, `${http}/1`, `${http}/2`].map((arn) => arn.replace(':listener/', ':listener-rule/')),
  'elbv2.load-balancer': [web, edge],
  'elbv2.target-group': [blue, green],
  'elbv2.target-health': [`${blue}#i-0123456789abcdef0:80`],
  'kms.key': ['arn:aws:kms:us-east-1:123456789012:alias/cache', keyArn('own'), keyArn('foreign', '999999999999')],
  'rds.cluster': ['carts', 'users'],
  'rds.cluster-parameter-group': ['default.aurora-mysql8.0'],
  'rds.instance': ['invoices', 'orders'],
  'rds.parameter-group': ['default.postgres16'],
  'rds.proxy': ['orders-proxy', 'users-proxy'],
  'rds.subnet-group': ['data', 'default'],
};

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

describe('everything but EC2, read by the real SDK', () => {
  it('reads every page of a minimal account without a gap', async () => {
    const reading = await readFrom(scriptSmallAccount(endpoint), kinds);
    expect(reading.coverage.filter(({ status, listed }) => status !== 'complete' || !listed)).toEqual([]);
    expect(reading.nodes.filter(({ gaps }) => Object.keys(gaps).length > 0)).toEqual([]);
    for (const kind of read)
      expect(
        reading.nodes
          .filter((node) => node.kind === kind)
          .map(({ key }) => key)
          .sort(),
        kind,
      ).toEqual([...(keys[kind] ?? [])].sort());
  });

  it('makes each call once', async () => {
    await readFrom(scriptSmallAccount(endpoint), kinds);
    const calls = endpoint.received.map(({ call, parameters }) => `${call} ${JSON.stringify(parameters)}`);
    expect(calls.filter((call, index) => calls.indexOf(call) !== index)).toEqual([]);
  });

  it('asks for the page sizes and flags that AWS allows', async () => {
    await readFrom(scriptSmallAccount(endpoint), kinds);
    const first = (action: string) => endpoint.received.find((request) => request.action === action)?.parameters;
    for (const operation of ['LoadBalancers', 'Listeners', 'ListenerCertificates', 'Rules', 'TargetGroups']) {
      expect(first(`elasticloadbalancing:Describe${operation}`), operation).toMatchObject({ PageSize: '400' });
    }
    for (const operation of [
      'AutoScalingGroups',
      'LaunchConfigurations',
      'Policies',
      'ScheduledActions',
      'ScalingActivities',
      'InstanceRefreshes',
    ]) {
      expect(first(`autoscaling:Describe${operation}`), operation).toMatchObject({ MaxRecords: '100' });
    }
    for (const operation of ['WarmPool', 'TrafficSources'])
      expect(first(`autoscaling:Describe${operation}`), operation).toMatchObject({ MaxRecords: '50' });
    for (const operation of [
      'rds:DescribeDBInstances',
      'rds:DescribeDBClusters',
      'rds:DescribeDBProxies',
      'rds:DescribeDBProxyTargets',
      'rds:DescribeDBSubnetGroups',
    ])
      expect(first(operation), operation).toMatchObject({ MaxRecords: '100' });
    for (const operation of ['ReplicationGroups', 'CacheSubnetGroups', 'Users'])
      expect(first(`elasticache:Describe${operation}`), operation).toMatchObject({ MaxRecords: '100' });
    expect(first('elasticache:DescribeCacheClusters')).toMatchObject({ MaxRecords: '100', ShowCacheNodeInfo: 'true' });
    expect(first('elasticache:DescribeServerlessCaches')).toMatchObject({ MaxResults: '50' });
  });

  it('finds nothing in an empty account and knows it', async () => {
    endpoint.answersEmpty = true;
    const reading = await readFrom(endpoint, kinds);
    // That a region has no recorder is a node of its own.
    expect(reading.nodes.map(({ kind, facts }) => [kind, facts])).toEqual([['config.recorder', { recorders: [], statuses: [] }]]);
    expect(reading.coverage.map(({ kind, status, listed, gaps }) => [kind, status, listed, gaps])).toEqual(
      reading.coverage.map(({ kind }) => [kind, 'complete', true, []]),
    );
    expect(reading.coverage.map(({ kind }) => kind).sort()).toEqual(read);
    expect(
      endpoint.received.filter(({ parameters }) =>
        Object.keys(parameters).some((name) => /^(AutoScalingGroupName|.*Arn|KeyId|Resource.*)$/.test(name)),
      ),
    ).toEqual([]);
  });

  it('asks only what it needs of what is there', async () => {
    const reading = await readFrom(scriptSmallAccount(endpoint), kinds);
    const asked = (action: string, parameter: string) =>
      endpoint.received.filter((request) => request.action === action).map(({ parameters }) => parameters[parameter]);
    // No rules behind a Network Load Balancer, no certificates but behind TLS, no warm pool where the group has none.
    expect(new Set(asked('elasticloadbalancing:DescribeRules', 'ListenerArn'))).toEqual(new Set([https, http]));
    expect(new Set(asked('elasticloadbalancing:DescribeListenerCertificates', 'ListenerArn'))).toEqual(new Set([https]));
    expect(new Set(asked('autoscaling:DescribeWarmPool', 'AutoScalingGroupName'))).toEqual(new Set(['web']));
    expect(nodeOf(reading, 'elbv2.listener', http).facts['certificateArns']).toEqual([]);
    expect(nodeOf(reading, 'elbv2.listener', https).facts['certificateArns']).toEqual([certificate, serverCertificate]);
    expect(nodeOf(reading, 'autoscaling.warm-pool', 'web').facts['instances']).toMatchObject([
      { instanceId: 'i-1' },
      { instanceId: 'i-2' },
    ]);
  });

  it('gives each resource its own details', async () => {
    const reading = await readFrom(scriptSmallAccount(endpoint), kinds);
    for (const [kind, key] of [
      ['elbv2.load-balancer', edge],
      ['elbv2.listener', tcp],
      ['elbv2.target-group', green],
    ] as const) {
      expect(nodeOf(reading, kind, key).facts['tags'], kind).toEqual({ Of: key });
    }
    for (const kind of [
      'elasticache.cluster',
      'elasticache.replication-group',
      'elasticache.serverless-cache',
      'elasticache.subnet-group',
      'rds.subnet-group',
    ] as const) {
      for (const node of reading.nodes.filter((node) => node.kind === kind)) expect(node.facts['tags'], kind).toEqual({ Of: node.id });
    }
    expect(nodeOf(reading, 'elbv2.load-balancer', web).facts['attributes']).toEqual({ 'deletion_protection.enabled': 'true' });
    expect(nodeOf(reading, 'elbv2.target-group', blue).facts['attributes']).toEqual({ 'stickiness.enabled': 'false' });
    expect(nodeOf(reading, 'kms.key', keyArn('own')).facts).toEqual({
      manager: 'CUSTOMER',
      state: 'PendingDeletion',
      deletionDate: '2027-01-01T00:00:00.000Z',
    });
  });
});

const asked = [...new Set(kinds.flatMap((kind) => actions[kind]))].sort();

describe.each(asked)('%s denied', (action) => {
  const touched = read.filter((kind) => actions[kind].includes(action));

  it('is named wherever it was needed, and spoils nothing else', async () => {
    const sound = await readFrom(scriptSmallAccount(endpoint), kinds);
    const spoilt = await readFrom(endpoint.deny(action), kinds);
    const changed = read.filter((kind) => JSON.stringify(coverageOf(spoilt, kind)) !== JSON.stringify(coverageOf(sound, kind)));
    for (const kind of touched)
      expect(
        coverageOf(spoilt, kind).gaps.map((gap) => [gap.reason, gap.action]),
        kind,
      ).toContainEqual(['denied', action]);
    for (const kind of changed)
      expect(
        coverageOf(spoilt, kind).gaps.map((gap) => gap.action),
        kind,
      ).toEqual(coverageOf(spoilt, kind).gaps.map(() => action));
    for (const kind of changed) expect(coverageOf(spoilt, kind).status, kind).toMatch(/^(denied|partial)$/);
    const facts = (reading: PlaceReading) =>
      reading.nodes
        .filter(({ kind }) => !changed.some((name) => name === kind))
        .map(({ id, facts, relations }) => ({ id, facts, relations }));
    expect(facts(spoilt)).toEqual(facts(sound));
    expect(changed).toEqual(expect.arrayContaining([...touched]));
  });
});

describe('a detail that is denied', () => {
  it('leaves the resource and the list whole', async () => {
    const reading = await readFrom(scriptSmallAccount(endpoint).deny('elasticloadbalancing:DescribeTargetGroupAttributes'), [
      'elbv2.target-group',
    ]);
    expect(coverageOf(reading, 'elbv2.target-group')).toMatchObject({ status: 'partial', listed: true, items: 2 });
    expect(nodeOf(reading, 'elbv2.target-group', blue)).toMatchObject({
      facts: { targetType: 'instance', tags: { Of: blue } },
      gaps: { attributes: { reason: 'denied', action: 'elasticloadbalancing:DescribeTargetGroupAttributes' } },
    });
  });

  it('tells tags of many in batches of twenty', async () => {
    const arns = Array.from({ length: 45 }, (_, index) => `${blue}${index}`);
    const groups = arns.map((TargetGroupArn) => ({ TargetGroupArn, TargetGroupName: 'g', TargetType: 'ip', HealthCheckEnabled: true }));
    await readFrom(scriptSmallAccount(endpoint).on('elasticloadbalancing:DescribeTargetGroups', { TargetGroups: groups }), [
      'elbv2.target-group',
    ]);
    const sizes = endpoint.received
      .filter(({ action }) => action.endsWith(':DescribeTags'))
      .map(({ parameters }) => Object.keys(parameters).filter((name) => name.startsWith('ResourceArns.')).length);
    expect(sizes.sort()).toEqual([20, 20, 5]);
  });
});

describe('what is read parent by parent', () => {
  it('spoils the children of one parent only', async () => {
    const isWeb = ({ parameters }: { readonly parameters: Readonly<Record<string, unknown>> }) =>
      parameters['AutoScalingGroupName'] === 'web';
    const reading = await readFrom(scriptSmallAccount(endpoint).deny('autoscaling:DescribeScalingActivities', undefined, isWeb), [
      'autoscaling.activity',
    ]);
    expect(coverageOf(reading, 'autoscaling.activity')).toMatchObject({ status: 'partial', listed: false });
    expect(nodeOf(reading, 'autoscaling.group', 'web').gaps).toMatchObject({ 'autoscaling.activity': { reason: 'denied' } });
    expect(nodeOf(reading, 'autoscaling.group', 'worker').gaps).toEqual({});
  });

  it('forgets a group that was deleted meanwhile', async () => {
    const isWeb = ({ parameters }: { readonly parameters: Readonly<Record<string, unknown>> }) =>
      parameters['AutoScalingGroupName'] === 'web';
    scriptSmallAccount(endpoint).fail('autoscaling:DescribeLifecycleHooks', 400, 'ValidationError', 'Group web not found', isWeb);
    const reading = await readFrom(endpoint, ['autoscaling.lifecycle-hook']);
    expect(coverageOf(reading, 'autoscaling.lifecycle-hook')).toMatchObject({ status: 'complete', items: 0, gaps: [] });
  });
});
