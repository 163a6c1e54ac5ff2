import type { Gap } from '../../src/model/gap.ts';
import type { Kind } from '../../src/model/kinds.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { Account } from '../accounts/account.ts';
import { completeEmulator } from '../accounts/emulator.ts';

const startedAt = '2026-10-14T06:02:09.000Z';
const finishedAt = '2026-10-14T06:02:11.000Z';
const day = 86_400;

/** Account of the security team, whose key the back office uses. */
const foreignKey = 'arn:aws:kms:eu-west-1:210987654321:key/4c1f7a0e-6d52-4b0a-9d0b-2f6f3c1b8e57';

/** The demo account: what was recorded, completed, and with the days and the gaps of a real one. */
export function demoAccount(recording: Snapshot): Snapshot {
  const account = new Account(recording);
  completeEmulator(account, 'shop-redis');
  giveDates(account);
  bootSlowly(account);
  useForeignKey(account);
  return withGaps(account.complete(startedAt, finishedAt));
}

/** A moment before the account was read. */
function ago(seconds: number): string {
  return new Date(Date.parse(startedAt) - seconds * 1000).toISOString();
}

function giveDates(account: Account): void {
  const ages = { 'shop-web': 1480 * day, 'backoffice-api': 410 * day } as const;
  for (const [name, seconds] of Object.entries(ages)) {
    const group = account.the('autoscaling.group', name);
    account.change(group, { createdAt: ago(seconds) });
    for (const [index, { instanceId }] of group.instances.entries())
      launch(account, instanceId, (4 + 3 * index) * day + 4711 * (index + 1));
  }
  for (const cluster of account.list('rds.cluster')) account.change(cluster, { createdAt: ago(405 * day) });
  for (const [index, version] of account.list('ec2.launch-template-version').entries())
    account.change(version, { createdAt: ago((20 + 90 * index) * day) });
  const cron = account.the('ec2.instance', 'shop-cron');
  launch(account, cron.key, 1102 * day + 9_302);
  // Only what was attached later escaped encryption.
  const root = account.list('ec2.volume').find((volume) => volume.key === cron.volumes[0]?.volumeId);
  const encrypted = account.list('ec2.volume').find((volume) => volume.encrypted);
  if (root !== undefined && encrypted !== undefined)
    account.change(root, { encrypted: true, kmsKey: encrypted.keysOf('kmsKey')[0] ?? null });
}

function launch(account: Account, instanceId: string, secondsAgo: number): void {
  const time = ago(secondsAgo);
  account.change(account.the('ec2.instance', instanceId), { launchTime: time, firstLaunchTime: time });
}

/** The newest web server has been starting for 118 seconds and was never healthy yet. */
function bootSlowly(account: Account): void {
  const newest = account.the('autoscaling.group', 'shop-web').instances.at(-1)?.instanceId ?? '';
  launch(account, newest, 118);
  for (const target of account.list('elbv2.target-health')) {
    if (target.targetId === newest) account.change(target, { state: 'initial', reason: 'Elb.InitialHealthChecking' });
  }
}

function useForeignKey(account: Account): void {
  account.add('kms.key', foreignKey, { manager: 'CUSTOMER', state: 'Enabled', deletionDate: null }, {});
  const cluster = account.the('rds.cluster', 'backoffice-aurora');
  for (const view of [cluster, ...cluster.keysOf('instances').map((key) => account.the('rds.instance', key))]) {
    if (view.kind === 'rds.cluster') account.change(cluster, { kmsKey: foreignKey });
    else account.change(account.the('rds.instance', view.key), { kmsKey: foreignKey });
  }
}

/** The role that read the account may not see scaling activities, nor keys of other accounts. */
function withGaps({ header, nodes }: Snapshot): Snapshot {
  const gap = (reason: Gap['reason'], action: string, detail: string): Gap => ({
    reason,
    action,
    account: '123456789012',
    region: 'eu-west-1',
    detail,
  });
  const activities = gap(
    'denied',
    'autoscaling:DescribeScalingActivities',
    'No identity policy allows autoscaling:DescribeScalingActivities.',
  );
  const key = gap('cross-account', 'kms:DescribeKey', 'No resource policy allows kms:DescribeKey.');
  const incomplete: Partial<
    Record<Kind, { readonly status: 'denied' | 'partial'; readonly gaps: readonly Gap[]; readonly listed: boolean }>
  > = {
    'autoscaling.activity': { status: 'denied', gaps: [activities], listed: false },
    'kms.key': { status: 'partial', gaps: [key], listed: true },
  };
  return {
    header: {
      ...header,
      unreadRegions: ['eu-central-1', 'us-east-1'],
      coverage: header.coverage.map((entry) => ({ ...entry, ...Object.entries(incomplete).find(([kind]) => kind === entry.kind)?.[1] })),
    },
    nodes: nodes.map((node) => {
      if (node.kind === 'autoscaling.group') return { ...node, gaps: { ...node.gaps, 'autoscaling.activity': activities } };
      return node.id === foreignKey
        ? { ...node, facts: { manager: node.facts['manager'] }, gaps: { state: key, deletionDate: key } }
        : node;
    }),
  };
}
