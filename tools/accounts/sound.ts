import type { Snapshot } from '../../src/model/snapshot.ts';
import { Account } from './account.ts';
import { completeEmulator } from './emulator.ts';

const startedAt = '2026-11-21T06:14:00.000Z';
const finishedAt = '2026-11-21T06:14:05.000Z';
/** Two days before it was read. */
const launchedAt = '2026-11-19T09:30:00.000Z';

/** The sound reference stack with everything known: no rule may fail on it, and none may be unknown. */
export function soundAccount(recording: Snapshot): Snapshot {
  const account = new Account(recording);
  completeEmulator(account, 'ha-db-sg');
  const group = account.the('autoscaling.group', 'ha-web-asg');
  account.change(group, { createdAt: '2026-03-02T08:00:00.000Z' });
  for (const version of account.list('ec2.launch-template-version')) account.change(version, { createdAt: '2026-03-02T07:45:00.000Z' });
  for (const { instanceId } of group.instances) {
    account.change(account.the('ec2.instance', instanceId), {
      launchTime: launchedAt,
      firstLaunchTime: launchedAt,
      httpEndpoint: 'enabled',
    });
    account.add('autoscaling.activity', `launch-of-${instanceId}`, launchOf(instanceId), { group: group.key });
  }
  attendToTheRest(account);
  return account.complete(startedAt, finishedAt);
}

/** What the recorded stack does not have and a sound one does. */
function attendToTheRest(account: Account): void {
  const vpc = account.the('ec2.vpc', 'ha-web');
  account.add('ec2.flow-log', 'fl-0a1b2c3d4e5f60718', { resourceId: vpc.key }, { vpc: vpc.key });
  const routeTables = account.list('ec2.route-table').map(({ key }) => key);
  account.add(
    'ec2.vpc-endpoint',
    'vpce-0a1b2c3d4e5f60718',
    { serviceName: `com.amazonaws.${account.place.region}.s3` },
    { vpc: vpc.key, routeTables },
  );
  for (const setting of account.list('ec2.ebs-encryption-by-default')) account.change(setting, { enabled: true });
  account.change(account.the('rds.parameter-group', 'default.postgres16'), {
    parameters: [
      { name: 'max_connections', value: '400', source: 'user' },
      { name: 'rds.force_ssl', value: '1', source: 'system' },
    ],
  });
  for (const balancer of account.list('elbv2.load-balancer')) {
    const attributes = {
      ...balancer.attributes,
      'access_logs.s3.enabled': 'true',
      'access_logs.s3.bucket': 'ha-web-logs',
      'routing.http.drop_invalid_header_fields.enabled': 'true',
    };
    account.change(balancer, { attributes });
  }
  const managing = `arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore`;
  account.add('iam.instance-profile', 'ha-web', {}, { roles: ['ha-web'] });
  account.add('iam.role', 'ha-web', {}, { policies: [managing] });
  account.add('iam.policy', managing);
  for (const version of account.list('ec2.launch-template-version'))
    account.change(version, { instanceProfile: 'ha-web', profile: 'ha-web' });
  for (const instance of account.list('ec2.instance')) {
    account.change(instance, { profile: 'ha-web' });
    account.add('ssm.managed-instance', instance.key, { lastPingAt: startedAt }, { instance: instance.key });
  }
}

function launchOf(instanceId: string) {
  return {
    startedAt: launchedAt,
    endedAt: '2026-11-19T09:30:41.000Z',
    statusCode: 'Successful',
    action: 'launch',
    instanceId,
    warmPool: null,
    isCausedByLoadBalancerHealth: false,
  };
}
