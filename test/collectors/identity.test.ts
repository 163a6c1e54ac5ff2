import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statementsOf } from '../../src/collectors/kit/iam/statements.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { coverageOf, nodeOf, readFrom } from '../kit/read-from.ts';
import { identityArns, policyDocument as document, scriptIdentity } from '../kit/small-identity.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

const { appPolicy, boundaryPolicy, adminPolicy } = identityArns;
const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::web/*' };
const kinds = ['iam.instance-profile', 'iam.role', 'iam.role-policy', 'iam.policy'] as const;

/** Nothing but two instances and what they act in. */
const scriptRole = () =>
  scriptIdentity(endpoint)
    .on('autoscaling:DescribeAutoScalingGroups', {})
    .on('autoscaling:DescribeLaunchConfigurations', {})
    .on('ecs:ListClusters', {});

describe('roles', () => {
  it('are read from the instances to the statements', async () => {
    const reading = await readFrom(scriptRole(), kinds);
    expect(nodeOf(reading, 'iam.instance-profile', 'web').relations).toEqual({ roles: ['web-role'] });
    expect(nodeOf(reading, 'iam.role', 'web-role')).toMatchObject({
      id: 'arn:aws:iam::123456789012:role/app/web-role',
      name: 'web-role',
      relations: { policies: [appPolicy, adminPolicy], boundary: boundaryPolicy },
      gaps: {},
    });
    expect(nodeOf(reading, 'iam.role-policy', 'web-role/own')).toMatchObject({
      relations: { role: 'web-role' },
      facts: { statements: [{ effect: 'Allow', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::web/*'], isConditional: false }] },
    });
    expect(nodeOf(reading, 'iam.role-policy', 'web-role/other').gaps).toEqual({});
    expect(nodeOf(reading, 'iam.policy', boundaryPolicy).facts).toMatchObject({ statements: [{ actions: ['*'], resources: ['*'] }] });
    for (const kind of kinds) expect(coverageOf(reading, kind)).toMatchObject({ status: 'complete' });
  });

  it('and profiles that are gone are known not to exist', async () => {
    scriptRole().fail('iam:GetInstanceProfile', 404, 'NoSuchEntity', 'Instance Profile web cannot be found.');
    const reading = await readFrom(endpoint, kinds);
    for (const kind of kinds) expect(coverageOf(reading, kind)).toMatchObject({ status: 'complete', items: 0 });
  });

  it('that may not be read are a gap with the permission', async () => {
    const reading = await readFrom(scriptRole().deny('iam:ListAttachedRolePolicies').deny('iam:GetRolePolicy'), kinds);
    expect(nodeOf(reading, 'iam.role', 'web-role').gaps).toMatchObject({
      policies: { reason: 'denied', action: 'iam:ListAttachedRolePolicies' },
    });
    expect(nodeOf(reading, 'iam.role-policy', 'web-role/own').gaps).toMatchObject({
      statements: { reason: 'denied', action: 'iam:GetRolePolicy' },
    });
    expect(coverageOf(reading, 'iam.policy').listed).toBe(false);
  });
});

describe('policy statements', () => {
  it('may be one or several, with one text or several', () => {
    const [only] = statementsOf(document({ Effect: 'Deny', NotAction: ['iam:*'], NotResource: '*', Condition: { Bool: {} } }));
    expect(only).toEqual({
      effect: 'Deny',
      actions: [],
      notActions: ['iam:*'],
      resources: [],
      notResources: ['*'],
      isConditional: true,
    });
    expect(statementsOf(document([read, read]))).toHaveLength(2);
    expect(statementsOf(document([]))).toEqual([]);
  });

  it('that are not understood are not guessed', () => {
    expect(() => statementsOf(undefined)).toThrow('AWS sent no policy document');
    expect(() => statementsOf('%7Bnot json')).toThrow('policy document that is JSON');
    expect(() => statementsOf('%')).toThrow('policy document that is JSON');
    expect(() => statementsOf(document(undefined))).toThrow('policy statement with an effect');
    expect(() => statementsOf(document({ Effect: 'Maybe' }))).toThrow('policy statement with an effect');
    expect(() => statementsOf(document({ Effect: 'Allow', Action: [7] }))).toThrow('names actions and resources');
  });
});

describe('managed instances', () => {
  it('are those of EC2, on every page', async () => {
    const reading = await readFrom(scriptIdentity(endpoint), ['ssm.managed-instance']);
    const [asked] = endpoint.received.filter(({ action }) => action === 'ssm:DescribeInstancePatchStates');
    expect(asked?.parameters).toEqual({ InstanceIds: ['i-1', 'i-2'] });
    expect(nodeOf(reading, 'ssm.managed-instance', 'i-1').facts).toMatchObject({
      patches: { missing: 3, failed: 0, scannedAt: '1970-01-01T00:00:00.000Z' },
    });
    expect(reading.nodes.map(({ key }) => key)).toEqual(['i-1', 'i-2']);
    expect(nodeOf(reading, 'ssm.managed-instance', 'i-2')).toMatchObject({
      facts: { pingStatus: 'ConnectionLost', lastPingAt: '1970-01-01T00:00:00.000Z', patches: null },
      relations: { instance: 'i-2' },
    });
  });
});
