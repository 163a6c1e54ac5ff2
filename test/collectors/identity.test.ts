import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statementsOf } from '../../src/collectors/kit/iam/statements.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { coverageOf, nodeOf, readFrom } from '../kit/read-from.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

const policyArn = 'arn:aws:iam::123456789012:policy/app';
const boundaryArn = 'arn:aws:iam::123456789012:policy/boundary';
const document = (statement: unknown) => encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statement }));
const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::web/*' };
const kinds = ['iam.instance-profile', 'iam.role', 'iam.role-policy', 'iam.policy'] as const;

/** One instance with the profile `web`, whose role has two pages of everything. */
function scriptRole(): AwsEndpoint {
  const named = { Path: '/app/', CreateDate: new Date('2026-01-01T00:00:00Z') };
  const role = { ...named, RoleName: 'web-role', RoleId: 'AROA1', Arn: 'arn:aws:iam::123456789012:role/app/web-role' };
  return endpoint
    .on('autoscaling:DescribeAutoScalingGroups', {})
    .on('autoscaling:DescribeLaunchConfigurations', {})
    .on('ec2:DescribeLaunchTemplates', {})
    .on('ec2:DescribeLaunchTemplateVersions', {})
    .on('ecs:ListClusters', {})
    .on('ec2:DescribeInstances', {
      Reservations: [
        {
          Instances: [
            { InstanceId: 'i-1', IamInstanceProfile: { Arn: 'arn:aws:iam::123456789012:instance-profile/app/web' } },
            { InstanceId: 'i-2' },
          ],
        },
      ],
    })
    .on('iam:GetInstanceProfile', ({ parameters: { InstanceProfileName } }) => ({
      InstanceProfile: {
        ...named,
        InstanceProfileName,
        InstanceProfileId: 'AIPA1',
        Arn: `arn:aws:iam::123456789012:instance-profile/app/${String(InstanceProfileName)}`,
        Roles: [role],
      },
    }))
    .on('iam:GetRole', {
      Role: { ...role, PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundaryArn } },
    })
    .on('iam:ListAttachedRolePolicies', ({ parameters: { Marker } }) =>
      Marker === undefined
        ? { AttachedPolicies: [{ PolicyName: 'app', PolicyArn: policyArn }], IsTruncated: true, Marker: 'more' }
        : { AttachedPolicies: [{ PolicyName: 'AdministratorAccess', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] },
    )
    .on('iam:ListRolePolicies', ({ parameters: { Marker } }) =>
      Marker === undefined ? { PolicyNames: ['own'], IsTruncated: true, Marker: 'more' } : { PolicyNames: ['other'] },
    )
    .on('iam:GetRolePolicy', ({ parameters: { RoleName, PolicyName } }) => ({ RoleName, PolicyName, PolicyDocument: document(read) }))
    .on('iam:GetPolicy', ({ parameters: { PolicyArn } }) => ({ Policy: { Arn: PolicyArn, DefaultVersionId: 'v3' } }))
    .on('iam:GetPolicyVersion', ({ parameters: { VersionId } }) => ({
      PolicyVersion: { VersionId, Document: document([{ Effect: 'Allow', Action: '*', Resource: '*' }]) },
    }));
}

describe('roles', () => {
  it('are read from the instances to the statements', async () => {
    const reading = await readFrom(scriptRole(), kinds);
    expect(nodeOf(reading, 'iam.instance-profile', 'web').relations).toEqual({ roles: ['web-role'] });
    expect(nodeOf(reading, 'iam.role', 'web-role')).toMatchObject({
      id: 'arn:aws:iam::123456789012:role/app/web-role',
      name: 'web-role',
      relations: { policies: [policyArn, 'arn:aws:iam::aws:policy/AdministratorAccess'], boundary: boundaryArn },
      gaps: {},
    });
    expect(nodeOf(reading, 'iam.role-policy', 'web-role/own')).toMatchObject({
      relations: { role: 'web-role' },
      facts: { statements: [{ effect: 'Allow', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::web/*'], isConditional: false }] },
    });
    expect(nodeOf(reading, 'iam.role-policy', 'web-role/other').gaps).toEqual({});
    expect(nodeOf(reading, 'iam.policy', boundaryArn).facts).toMatchObject({ statements: [{ actions: ['*'], resources: ['*'] }] });
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
    const information = (InstanceId: string, PingStatus: string) => ({ InstanceId, PingStatus, LastPingDateTime: new Date(0) });
    endpoint.on('ssm:DescribeInstanceInformation', ({ parameters: { NextToken } }) =>
      NextToken === undefined
        ? { InstanceInformationList: [information('i-1', 'Online'), information('mi-1', 'Online')], NextToken: 'more' }
        : { InstanceInformationList: [information('i-2', 'ConnectionLost')] },
    );
    endpoint.on('ssm:DescribeInstancePatchStates', ({ parameters: { InstanceIds } }) => {
      expect(InstanceIds).toEqual(['i-1', 'i-2']);
      return { InstancePatchStates: [{ InstanceId: 'i-1', MissingCount: 3, OperationEndTime: new Date(0) }] };
    });
    const reading = await readFrom(endpoint, ['ssm.managed-instance']);
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
