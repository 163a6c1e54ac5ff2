import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditAnswer, runAudit } from '../../../src/app/audit/run.ts';
import { TimeGuard } from '../../../src/app/audit/time-guard.ts';
import { actionsOf, statements } from '../../kit/audit-template.ts';
import type { AwsEndpoint } from '../../kit/aws-endpoint.ts';
import { type DestinationRequest, DestinationsEndpoint, jsonAnswer, published } from '../../kit/destinations-endpoint.ts';
import { credentialsFor, withVariables } from '../../kit/live.ts';
import { readExchanges, replay } from '../../kit/wire-recording.ts';

const recording = 'fixtures/wire/beyond.json.gz';
const account = '123456789012';
const role = `arn:aws:iam::${account}:role/web-task`;

const allowed = statements.flatMap(actionsOf);
/** Lambda itself writes logs and failed runs; without s3:ListBucket, S3 calls a missing object forbidden. */
const ofThePlatform = ['logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage', 's3:ListBucket'];
/** STS answers everybody who can sign. */
const needsNoPermission = ['sts:GetCallerIdentity'];

/** Two audits with everything that they can be told to do, of an account that was recorded on the wire, and in between a setting of it is changed. */
describe('the role of the scheduled audit', () => {
  let endpoint: AwsEndpoint;
  let destinations: DestinationsEndpoint;
  const lines: string[] = [];
  const answers: AuditAnswer[] = [];

  beforeAll(async () => {
    endpoint = await replay(recording);
    addWhatWasNotRecorded(endpoint);
    endpoint.deny('*', undefined, (request) => actionsNeeded(request).some((action) => !isAllowed(action)));
    destinations = await DestinationsEndpoint.start();
    destinations
      .on('sns', () => published)
      .on('events', () => jsonAnswer({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] }))
      .on('securityhub', ({ body }) => jsonAnswer({ SuccessCount: findingsIn(body.toString()), FailedCount: 0, FailedFindings: [] }));
    answers.push(await audit('2026-12-01T05:00:00Z'));
    endpoint.on('ec2:GetEbsEncryptionByDefault', { EbsEncryptionByDefault: true });
    answers.push(await audit('2026-12-02T05:00:00Z'));
  });

  afterAll(async () => {
    await destinations.close();
    await endpoint.close();
  });

  function audit(time: string): Promise<AuditAnswer> {
    const { AWS_ENDPOINT_URL: url } = destinations.variables;
    const elsewhere = Object.fromEntries(
      ['S3', 'SNS', 'EVENTBRIDGE', 'SECURITYHUB'].map((service) => [`AWS_ENDPOINT_URL_${service}`, url]),
    );
    const at = new Date(time);
    return withVariables({ ...credentialsFor(endpoint), ...elsewhere }, () =>
      runAudit({
        settings: {
          bucket: 'reports',
          regions: [],
          ruleset: 'strict',
          configKey: null,
          notifyFrom: 'low',
          topicArn: `arn:aws:sns:us-east-1:${account}:people`,
          eventBus: 'default',
          importsToSecurityHub: true,
        },
        account,
        resultToken: 'token',
        guard: new TimeGuard(
          () => 300_000,
          () => false,
        ),
        now: () => at,
        requestId: 'request',
        log: (line) => lines.push(line),
      }),
    );
  }

  it('is enough for a run: nothing is denied that the account, the bucket or anybody who is told was asked', () => {
    expect(answers.map(({ flips }) => flips)).toEqual([null, expect.any(Number)]);
    expect(destinations.to('sns')).toHaveLength(1);
    const called = endpoint.received.flatMap(actionsNeeded);
    const written = destinations.received.map(actionOf);
    expect([...called, ...written].filter((action) => !isAllowed(action))).toEqual([]);
  });

  it('allows no call that no run makes', () => {
    const made = new Set([...endpoint.received.flatMap(actionsNeeded), ...destinations.received.map(actionOf), ...ofThePlatform]);
    expect(allowed.filter((action) => !made.has(action))).toEqual([]);
  });
});

function isAllowed(action: string): boolean {
  return allowed.includes(action) || needsNoPermission.includes(action);
}

/** EC2 reads a parameter that names an image with the permissions of whoever asks. */
function actionsNeeded({ action, parameters }: { readonly action: string; readonly parameters: Readonly<Record<string, unknown>> }) {
  return parameters['ResolveAlias'] === 'true' ? [action, 'ssm:GetParameters'] : [action];
}

function actionOf({ service, method, path, headers, body }: DestinationRequest): string {
  if (service === 's3') return { GET: 's3:GetObject', PUT: 's3:PutObject' }[method] ?? `s3: ${method}`;
  if (path === '/findings/import') return `${service}:BatchImportFindings`;
  const target = headers['x-amz-target'];
  const operation = typeof target === 'string' ? target.split('.')[1] : new URLSearchParams(body.toString()).get('Action');
  return `${service}:${operation}`;
}

function findingsIn(body: string): number {
  const request: { readonly Findings: readonly unknown[] } = JSON.parse(body);
  return request.Findings.length;
}

/** The emulator that was recorded has none of these, or does not answer for them. */
function addWhatWasNotRecorded(endpoint: AwsEndpoint): void {
  const templates = readExchanges(recording).find(({ action }) => action === 'ec2:DescribeLaunchTemplateVersions');
  if (templates === undefined) throw new Error(`${recording} has no launch template`);
  const { status, contentType, body } = templates;
  const launched = body
    .replace(/<imageId>[^<]*</, '<imageId>resolve:ssm:/web/image<')
    .replace('<launchTemplateData>', '<launchTemplateData><iamInstanceProfile><name>web</name></iamInstanceProfile>');
  endpoint
    .on('ec2:DescribeLaunchTemplateVersions', { wire: { status, contentType, body: launched } })
    .on('iam:GetInstanceProfile', {
      InstanceProfile: {
        Arn: `arn:aws:iam::${account}:instance-profile/web`,
        InstanceProfileName: 'web',
        Roles: [{ Arn: role, RoleName: 'web-task' }],
      },
    })
    .on('iam:ListAttachedRolePolicies', { AttachedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] })
    .on('iam:GetPolicy', { Policy: { Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', DefaultVersionId: 'v1' } })
    .on('iam:GetPolicyVersion', {
      PolicyVersion: { VersionId: 'v1', Document: '%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D' },
    })
    .on('ecs:ListTasks', { taskArns: [`arn:aws:ecs:us-east-1:${account}:task/shop/1`] })
    .on('rds:DescribeDBClusters', {
      DBClusters: [
        {
          DBClusterArn: `arn:aws:rds:us-east-1:${account}:cluster:orders`,
          DBClusterIdentifier: 'orders',
          DBClusterParameterGroup: 'orders',
          Engine: 'aurora-mysql',
          Status: 'available',
          StorageEncrypted: true,
        },
      ],
    })
    .on('rds:DescribeDBProxies', {
      DBProxies: [{ DBProxyArn: `arn:aws:rds:us-east-1:${account}:db-proxy:prx-1`, DBProxyName: 'orders', Status: 'available' }],
    })
    .on('ssm:DescribeInstanceInformation', { InstanceInformationList: [{ InstanceId: 'i-0123456789abcdef0', PingStatus: 'Online' }] })
    .on('config:DescribeConfigRules', {
      ConfigRules: [
        {
          ConfigRuleArn: `arn:aws:config:us-east-1:${account}:config-rule/config-rule-1`,
          ConfigRuleName: 'rds',
          ConfigRuleState: 'ACTIVE',
          Source: { Owner: 'AWS', SourceIdentifier: 'RDS_MULTI_AZ_SUPPORT' },
        },
      ],
    })
    .on('config:PutEvaluations', {});
}
