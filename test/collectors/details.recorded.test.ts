import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { readFrom } from '../kit/read-from.ts';
import { recordedAnswers } from '../kit/recorded.ts';
import { elbv2Arn } from '../kit/small-account.ts';
import type { Kind } from '../../src/model/kinds.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
  endpoint.answersEmpty = true;
});
afterEach(() => endpoint.close());

const balancer = (LoadBalancerArn: string) => ({
  LoadBalancerArn,
  LoadBalancerName: 'web',
  Type: 'application',
  State: { Code: 'active' },
});
const group = (TargetGroupArn: string) => ({ TargetGroupArn, TargetGroupName: 'web', TargetType: 'instance', HealthCheckEnabled: true });

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The records in a member of an answer. */
function records(page: unknown, member: string): readonly Readonly<Record<string, unknown>>[] {
  const list = isRecord(page) ? page[member] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** `Key` and `Value`, as a map. */
function pairs(list: readonly Readonly<Record<string, unknown>>[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(list.map(({ Key, Value }) => [String(Key), Value ?? '']));
}

async function onlyNode(kind: Kind) {
  const { nodes } = await readFrom(endpoint, [kind]);
  const [node, ...rest] = nodes.filter((found) => found.kind === kind);
  if (node === undefined || rest.length > 0) throw new Error(`not exactly one ${kind}`);
  return node;
}

describe('recorded details', () => {
  it.each([
    ['DescribeLoadBalancerAttributes', 'elbv2.load-balancer', { LoadBalancers: [balancer(elbv2Arn('loadbalancer/app/web/1'))] }],
    ['DescribeTargetGroupAttributes', 'elbv2.target-group', { TargetGroups: [group(elbv2Arn('targetgroup/web/1'))] }],
  ] as const)('%s', async (operation, kind, list) => {
    const answers = recordedAnswers('elasticloadbalancing', operation);
    expect(answers.length).toBeGreaterThan(1);
    endpoint.on(
      kind === 'elbv2.target-group' ? 'elasticloadbalancing:DescribeTargetGroups' : 'elasticloadbalancing:DescribeLoadBalancers',
      list,
    );
    for (const { name, page } of answers) {
      if (!isRecord(page)) throw new Error(`${name} is no object`);
      const node = await onlyNode(kind);
      expect(node.gaps, 'an empty answer has no tags').toMatchObject({ tags: { reason: 'malformed' } });
      endpoint.on(`elasticloadbalancing:${operation}`, page);
      expect((await onlyNode(kind)).facts['attributes'], name).toEqual(pairs(records(page, 'Attributes')));
    }
  });

  it('DescribeTags, of load balancers', async () => {
    const answers = recordedAnswers('elasticloadbalancing', 'DescribeTags');
    let tags = 0;
    for (const { name, page } of answers) {
      if (!isRecord(page)) throw new Error(`${name} is no object`);
      const found = records(page, 'TagDescriptions');
      endpoint
        .on('elasticloadbalancing:DescribeLoadBalancers', { LoadBalancers: found.map(({ ResourceArn }) => balancer(String(ResourceArn))) })
        .on('elasticloadbalancing:DescribeTags', page);
      const { nodes } = await readFrom(endpoint, ['elbv2.load-balancer']);
      const read = Object.fromEntries(nodes.map(({ key, facts }) => [key, facts['tags']]));
      expect(read, name).toEqual(Object.fromEntries(found.map((entry) => [entry['ResourceArn'], pairs(records(entry, 'Tags'))])));
      tags += Object.values(read).flatMap((map) => Object.keys(map ?? {})).length;
    }
    expect(tags).toBeGreaterThan(5);
  });

  it('DescribeKey', async () => {
    const managers: unknown[] = [];
    for (const { name, page } of recordedAnswers('kms', 'DescribeKey')) {
      if (!isRecord(page) || !isRecord(page['KeyMetadata'])) throw new Error(`${name} is no key`);
      const { Arn, KeyState, KeyManager } = page['KeyMetadata'];
      endpoint
        .on('ec2:DescribeVolumes', {
          Volumes: [{ VolumeId: 'vol-1', Encrypted: true, State: 'in-use', VolumeType: 'gp3', KmsKeyId: String(Arn) }],
        })
        .on('kms:DescribeKey', page);
      const { facts, gaps, key } = await onlyNode('kms.key');
      expect(key).toBe(Arn);
      if (KeyManager === undefined) expect(gaps, name).toMatchObject({ manager: { reason: 'malformed' } });
      else expect({ facts, gaps }, name).toEqual({ facts: { manager: KeyManager, state: KeyState, deletionDate: null }, gaps: {} });
      managers.push(KeyManager);
    }
    expect(managers.length).toBeGreaterThan(1);
  });
});
