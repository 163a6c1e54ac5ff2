import { accountTargets } from '../../src/app/accounts.ts';
import type { AccountChoice, OnProgress, SeveralAccounts } from '../../src/app/live-options.ts';
import { readSource } from '../../src/app/read-source.ts';
import type { Kind } from '../../src/model/kinds.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { AwsEndpoint } from './aws-endpoint.ts';
import type { WireRequest } from './aws-request.ts';
import { db } from './db-answer.ts';
import { credentialsFor, withVariables } from './live.ts';

/** The account of the credentials. */
export const management = '100000000000';

/** `100000000000` and those after it. */
export function accountIds(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(Number(management) + index));
}

/** The account whose credentials signed. */
export function accountOf({ accessKeyId }: WireRequest): string {
  return /^ASIA(\d{12})$/.exec(accessKeyId)?.[1] ?? management;
}

/** Accounts that can be entered by a role, each with a VPC and a database of its own. */
export function scriptOrganization(endpoint: AwsEndpoint, expiration = () => new Date('2999-01-01T00:00:00Z')): AwsEndpoint {
  endpoint.answersEmpty = true;
  return endpoint
    .on('sts:GetCallerIdentity', (request) => ({
      Account: accountOf(request),
      UserId: 'AROATESTER',
      Arn: `arn:aws:sts::${accountOf(request)}:assumed-role/ha-audit/ha-audit`,
    }))
    .on('sts:AssumeRole', ({ parameters }) => {
      const account = assumed(parameters);
      return {
        Credentials: {
          AccessKeyId: `ASIA${account}`,
          SecretAccessKey: 'role-secret',
          SessionToken: 'role-token',
          Expiration: expiration(),
        },
        AssumedRoleUser: { AssumedRoleId: 'AROATESTER:ha-audit', Arn: `arn:aws:sts::${account}:assumed-role/ha-audit/ha-audit` },
      };
    })
    .on('ec2:DescribeVpcs', (request) => ({
      Vpcs: [
        { VpcId: `vpc-${accountOf(request)}`, OwnerId: accountOf(request), IsDefault: false, State: 'available', CidrBlock: '10.0.0.0/16' },
      ],
    }))
    .on('rds:DescribeDBInstances', (request) => {
      const account = accountOf(request);
      const name = `orders-${account}`;
      // Every other one has no standby.
      return {
        DBInstances: [db(name, { DBInstanceArn: `arn:aws:rds:us-east-1:${account}:db:${name}`, MultiAZ: Number(account) % 2 === 0 })],
      };
    });
}

/** The account of the role that is asked for. */
export function assumed(parameters: WireRequest['parameters']): string {
  return String(parameters['RoleArn']).split(':')[4] ?? '';
}

/** One account refuses the role, the credentials of another are good for nothing. */
export function failTwo(endpoint: AwsEndpoint, denied: string, suspended: string): void {
  endpoint
    .deny(
      'sts:AssumeRole',
      'User: arn:aws:sts::100000000000:x is not authorized to perform: sts:AssumeRole on resource: y',
      ({ parameters }) => assumed(parameters) === denied,
    )
    .fail(
      '*',
      403,
      'InvalidClientTokenId',
      'The security token included in the request is invalid.',
      (request) => accountOf(request) === suspended,
    );
}

/** Accounts of an organization, the first of which is that of the credentials. */
export const ten = accountIds(10);

const kinds: ReadonlySet<Kind> = new Set(['ec2.vpc', 'rds.instance']);

export interface AccountsChoice extends Partial<SeveralAccounts>, Partial<Omit<AccountChoice, 'several'>> {}

/** All ten, where none are named. */
export function accountsChoice(chosen: AccountsChoice): AccountChoice {
  const { targets = accountTargets(ten), orgRole = 'audit/ha-audit', resume = null, ...choice } = chosen;
  return { regions: [], ...choice, several: { targets, orgRole, resume, isAsked: true } };
}

/** Their networks and databases. */
export function readAccounts(
  endpoint: AwsEndpoint,
  choice: AccountsChoice = {},
  signal = new AbortController().signal,
  onProgress: OnProgress = () => {},
): Promise<Snapshot> {
  return withVariables(credentialsFor(endpoint), () =>
    readSource({ type: 'live', account: accountsChoice(choice) }, { kinds, signal, onProgress }),
  );
}
