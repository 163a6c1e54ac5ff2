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
  return account.complete(startedAt, finishedAt);
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
