import { describe, expect, it } from 'vitest';
import { accountWideGrants } from '../../../rules/_lib/account-wide-grants.ts';
import rule from '../../../rules/compute/role-least-privilege.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { launching, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

type Statement = Facts<'iam.policy'>['statements'][number];

const adminArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
const boundaryArn = 'arn:aws:iam::111111111111:policy/boundary';
const statement = (actions: readonly string[], resources: readonly string[], more: Partial<Statement> = {}): Statement => ({
  effect: 'Allow',
  actions,
  notActions: [],
  resources,
  notResources: [],
  isConditional: false,
  ...more,
});
const everything = statement(['*'], ['*']);
const denies = (actions: readonly string[], resources: readonly string[], more: Partial<Statement> = {}) =>
  statement(actions, resources, { effect: 'Deny', ...more });
const role = (overrides: Override<'iam.role'> = {}) => node('iam.role', 'web', overrides);
const admin = node('iam.policy', adminArn, { statements: [everything] });
const adminRole = role({ policies: [adminArn] });
const boundary = (...statements: readonly Statement[]) => node('iam.policy', boundaryArn, { statements });
const inline = (...statements: readonly Statement[]) => node('iam.role-policy', 'web/own', { statements });
const profile = node('iam.instance-profile', 'web');
const instance = (overrides: Override<'ec2.instance'> = {}) => node('ec2.instance', 'i-1', overrides);
const used = [profile, instance()];
const definitionArn = 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:7';
const service = node('ecs.service', 'shop/web', { taskDefinition: definitionArn });
const definition = (taskRole: string | null) => node('ecs.task-definition', definitionArn, { taskRole });
const evidence = ['accountWideActions'];

ruleCases(rule, {
  pass: {
    'a role that may do nothing': { world: world(role(), ...used), evidence },
    'named resources': {
      world: world(role(), inline(statement(['s3:*', 'dynamodb:*'], ['arn:aws:s3:::web/*', 'arn:aws:dynamodb:*:*:table/orders'])), ...used),
      evidence,
    },
    'every resource, but nothing sensitive': {
      world: world(role(), inline(statement(['logs:*', 'cloudwatch:PutMetricData', 'ssm:GetParameter'], ['*'])), ...used),
      evidence,
    },
    'every queue in a statement that also reads one bucket': {
      world: world(role(), inline(statement(['s3:GetObject', 'sqs:*'], ['arn:aws:s3:::web/*', 'arn:aws:sqs:*:*:*'])), ...used),
      evidence,
    },
    'a condition limits it': {
      world: world(role(), inline(statement(['iam:PassRole'], ['*'], { isConditional: true })), ...used),
      evidence,
    },
    'everything, within a boundary that names resources': {
      world: world(
        role({ policies: [adminArn], boundary: boundaryArn }),
        admin,
        boundary(statement(['s3:*'], ['arn:aws:s3:::web/*'])),
        ...used,
      ),
      evidence,
    },
    'everything is granted and all that is sensitive denied': {
      world: world(adminRole, admin, inline(denies(['*'], ['*'])), ...used),
      evidence,
    },
    'other actions where those are sensitive': {
      world: world(role(), inline(statement(['s3:GetObject'], ['*'])), ...used),
      params: { sensitiveActions: ['s3:DeleteBucket'] },
      evidence,
    },
  },
  fail: {
    AdministratorAccess: { world: world(adminRole, admin, ...used), evidence, related: ['i-1'] },
    's3:* on everything': { world: world(role(), inline(statement(['s3:*'], ['*'])), ...used), evidence },
    's3:* on all buckets by ARN': { world: world(role(), inline(statement(['S3:*'], ['arn:aws:s3:::*'])), ...used), evidence },
    'every secret of the account': {
      world: world(role(), inline(statement(['secretsmanager:Get*'], ['arn:aws:secretsmanager:eu-west-1:111111111111:secret:*'])), ...used),
      evidence,
    },
    'all actions but some': {
      world: world(role(), inline(statement([], ['*'], { notActions: ['iam:*', 'organizations:*'] })), ...used),
      evidence,
    },
    'all resources but some': {
      world: world(role(), inline(statement(['s3:GetObject'], [], { notResources: ['arn:aws:s3:::secret/*'] })), ...used),
      evidence,
    },
    'everything, within a boundary of everything': {
      world: world(role({ policies: [adminArn], boundary: boundaryArn }), admin, boundary(everything), ...used),
      evidence,
    },
    'a managed and an inline policy': {
      world: world(adminRole, admin, inline(statement(['kms:Decrypt'], ['arn:aws:kms:*:*:key/*'])), ...used),
      evidence: [...evidence, ...evidence],
    },
    'one action is denied, the others are not': {
      world: world(adminRole, admin, inline(denies(['iam:*'], ['*'])), ...used),
      evidence,
    },
    'a role that a group will launch with': {
      world: world(adminRole, admin, profile, launching('7'), version(7)),
      evidence,
      related: ['web'],
    },
    'the role of a task, by its ARN': {
      world: world(adminRole, admin, service, definition('arn:aws:iam::111111111111:role/app/web')),
      evidence,
      related: ['shop/web'],
    },
    'the role of a task, by its name': { world: world(adminRole, admin, service, definition('web')), evidence },
    'services may not be read, but an instance acts in it': {
      world: worldWithGaps({ 'ecs.service': denied('ecs:ListClusters') }, adminRole, admin, ...used),
      evidence,
    },
  },
  unknown: {
    'a part is denied': {
      world: world(role(), inline(statement(['s3:GetObject'], ['*']), denies(['s3:*'], ['arn:aws:s3:::secret/*'])), ...used),
      gaps: ['no-evidence'],
    },
    'it is denied under a condition': {
      world: world(role(), inline(statement(['s3:GetObject'], ['*']), denies(['s3:*'], ['*'], { isConditional: true })), ...used),
      gaps: ['no-evidence'],
    },
    'policies may not be read': {
      world: worldWithGaps({ 'iam.policy': denied('iam:GetPolicy') }, adminRole, ...used),
      gaps: ['denied iam:GetPolicy'],
    },
    'an inline policy may not be read, which might deny': {
      world: world(adminRole, admin, node('iam.role-policy', 'web/own', { statements: denied('iam:GetRolePolicy') }), ...used),
      gaps: ['denied iam:GetRolePolicy'],
    },
    'attached policies may not be listed': {
      world: world(role({ policies: denied('iam:ListAttachedRolePolicies') }), ...used),
      gaps: ['denied iam:ListAttachedRolePolicies'],
    },
    'nothing is known to act in it, and instances may not be read': {
      world: worldWithGaps({ 'ec2.instance': denied('ec2:DescribeInstances') }, adminRole, admin, profile),
      gaps: ['denied ec2:DescribeInstances'],
    },
  },
  notApplicable: {
    'a role that nothing acts in': { world: world(adminRole, admin, profile) },
    'the role of an instance that is gone': { world: world(adminRole, admin, profile, instance({ state: 'terminated' })) },
    'the role in which ECS starts tasks': { world: world(adminRole, admin, service, definition(null)) },
  },
});

describe('grants on every resource', () => {
  const near = { kind: 'iam.role', id: 'arn:aws:iam::1:role/web', key: 'web', name: 'web', account: '1', region: 'eu-west-1' } as const;
  const isGranted = (action: string, ...statements: readonly Statement[]) =>
    accountWideGrants([action], [{ name: 'own', statements }], null, near).length > 0;

  it.each([
    ['*', true],
    ['arn:aws:s3:::*', true],
    ['arn:aws:s3:::*/*', true],
    ['arn:*:s3:::*', true],
    ['arn:aws:s3:::web', false],
    ['arn:aws:s3:::web-*', false],
    ['arn:aws:s3:::web/*', false],
    ['arn:aws:dynamodb:*:*:table/*', false],
    ['', false],
  ])('s3:GetObject on %j: %s', (resource, expected) => {
    expect(isGranted('s3:GetObject', statement(['s3:GetObject'], [resource]))).toBe(expected);
  });

  it.each([
    ['arn:aws:secretsmanager:*:*:secret:*', true],
    ['arn:aws:secretsmanager:eu-west-1:111111111111:*', true],
    ['arn:aws:secretsmanager:*:*:secret:web/*', false],
    ['arn:aws:secretsmanager:*:*:secret:web-*', false],
  ])('secretsmanager:GetSecretValue on %j: %s', (resource, expected) => {
    expect(isGranted('secretsmanager:GetSecretValue', statement(['secretsmanager:*'], [resource]))).toBe(expected);
  });

  it.each([
    ['*', true],
    ['*:*', true],
    ['s3:*', true],
    ['s3:Get*', true],
    ['s3:?etObject', true],
    ['S3:GETOBJECT', true],
    ['s*:GetObject', true],
    ['s3:GetObjectAcl', false],
    ['s3:List*', false],
    ['s3x:*', false],
    ['s3.:*', false],
  ])('s3:GetObject by %j: %s', (pattern, expected) => {
    expect(isGranted('s3:GetObject', statement([pattern], ['*']))).toBe(expected);
  });
});
