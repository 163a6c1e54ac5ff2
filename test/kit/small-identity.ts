import type { AwsEndpoint } from './aws-endpoint.ts';
import { split } from './small-auto-scaling.ts';

const appPolicy = 'arn:aws:iam::123456789012:policy/app';
const boundaryPolicy = 'arn:aws:iam::123456789012:policy/boundary';
const adminPolicy = 'arn:aws:iam::aws:policy/AdministratorAccess';
export const identityArns = { appPolicy, boundaryPolicy, adminPolicy };

/** What each kind's nodes are called. */
export const identityKeys = {
  'ec2.instance': ['i-1', 'i-2'],
  'iam.instance-profile': ['web'],
  'iam.policy': [appPolicy, boundaryPolicy, adminPolicy],
  'iam.role': ['web-role'],
  'iam.role-policy': ['web-role/other', 'web-role/own'],
  'ssm.managed-instance': ['i-1', 'i-2'],
} as const;

/** A policy document as IAM sends it. */
export const policyDocument = (statement: unknown) => encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statement }));

const day = new Date(0);
const named = { Path: '/app/', CreateDate: day };
const role = { ...named, RoleName: 'web-role', RoleId: 'AROA1', Arn: 'arn:aws:iam::123456789012:role/app/web-role' };

/** Two instances, one with the profile `web`, whose role has two pages of everything; both under Systems Manager. */
export function scriptIdentity(endpoint: AwsEndpoint): AwsEndpoint {
  const instance = (InstanceId: string) => ({ InstanceId, State: { Name: 'running' }, InstanceType: 't3.small', LaunchTime: day });
  const profile = { IamInstanceProfile: { Arn: 'arn:aws:iam::123456789012:instance-profile/app/web' } };
  const policy = (PolicyArn: string) => ({ PolicyName: PolicyArn.split('/').at(-1), PolicyArn });
  const ping = (InstanceId: string, PingStatus: string) => ({ InstanceId, PingStatus, LastPingDateTime: day });
  return endpoint
    .on('ec2:DescribeInstances', { Reservations: [{ Instances: [{ ...instance('i-1'), ...profile }, instance('i-2')] }] })
    .on('ec2:DescribeLaunchTemplates', {})
    .on('ec2:DescribeLaunchTemplateVersions', {})
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
      Role: { ...role, PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundaryPolicy } },
    })
    .on('iam:ListAttachedRolePolicies', ({ parameters: { Marker } }) =>
      split(Marker, 'Marker', { AttachedPolicies: [policy(appPolicy)] }, { AttachedPolicies: [policy(adminPolicy)] }),
    )
    .on('iam:ListRolePolicies', ({ parameters: { Marker } }) =>
      split(Marker, 'Marker', { PolicyNames: ['own'] }, { PolicyNames: ['other'] }),
    )
    .on('iam:GetRolePolicy', ({ parameters: { RoleName, PolicyName } }) => ({
      RoleName,
      PolicyName,
      PolicyDocument: policyDocument({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::web/*' }),
    }))
    .on('iam:GetPolicy', ({ parameters: { PolicyArn } }) => ({ Policy: { Arn: PolicyArn, DefaultVersionId: 'v3' } }))
    .on('iam:GetPolicyVersion', ({ parameters: { VersionId } }) => ({
      PolicyVersion: { VersionId, Document: policyDocument([{ Effect: 'Allow', Action: '*', Resource: '*' }]) },
    }))
    .on('ssm:DescribeInstanceInformation', ({ parameters: { NextToken } }) =>
      split(
        NextToken,
        'NextToken',
        { InstanceInformationList: [ping('i-1', 'Online'), ping('mi-1', 'Online')] },
        { InstanceInformationList: [ping('i-2', 'ConnectionLost')] },
      ),
    )
    .on('ssm:DescribeInstancePatchStates', { InstancePatchStates: [{ InstanceId: 'i-1', MissingCount: 3, OperationEndTime: day }] });
}
