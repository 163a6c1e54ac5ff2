import { flag, kind, list, many, nullable, number, optional, record, text, time } from '../declare.ts';

/** A statement of a policy that grants or denies; whom it speaks of goes without saying. */
const statement = record({
  /** `Allow` or `Deny`. */
  effect: text,
  actions: list(text),
  notActions: list(text),
  resources: list(text),
  notResources: list(text),
  isConditional: flag,
});

/** What gives an instance its role. Key: the name, which is unique in an account. */
export const instanceProfile = kind({
  type: 'AWS::IAM::InstanceProfile',
  arn: ['iam', 'instance-profile'],
  identifiedBy: 'name',
  facts: {},
  /** At most one. */
  relations: { roles: many('iam.role') },
});

/** A role that instances or tasks act in. Key: the name. */
export const role = kind({
  type: 'AWS::IAM::Role',
  arn: ['iam', 'role'],
  identifiedBy: 'name',
  facts: {},
  relations: { policies: many('iam.policy'), boundary: optional('iam.policy') },
});

/** A policy written into a role. Key: role name, `/`, policy name. */
export const rolePolicy = kind({
  type: 'AWS::IAM::RolePolicy',
  arn: ['iam', 'role-policy'],
  identifiedBy: 'key',
  facts: { statements: list(statement) },
  relations: { role: optional('iam.role') },
});

/** A managed policy, of AWS or of the account, in its default version. */
export const policy = kind({
  type: 'AWS::IAM::ManagedPolicy',
  arn: ['iam', 'policy'],
  identifiedBy: 'key',
  facts: { statements: list(statement) },
  relations: {},
});

/** An instance as Systems Manager knows it. Key: the instance id. */
export const managedInstance = kind({
  type: 'AWS::SSM::ManagedInstance',
  arn: ['ssm', 'managed-instance'],
  identifiedBy: 'key',
  facts: {
    /** `Online`, `ConnectionLost` or `Inactive`. */
    pingStatus: nullable(text),
    lastPingAt: nullable(time),
    /** Counts of the last scan or installation by Patch Manager; null where there was none. */
    patches: nullable(record({ missing: number, failed: number, scannedAt: nullable(time) })),
  },
  relations: { instance: optional('ec2.instance') },
});
