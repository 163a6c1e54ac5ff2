import type { Account } from './account.ts';

/** What was not read yet when the accounts were recorded, as AWS would tell it of an account that never touched it. */
export function completeYounger(account: Account): void {
  for (const balancer of account.list('elbv2.load-balancer')) {
    account.change(balancer, { attributes: { ...balancerDefaults, ...balancer.attributes } });
  }
  const certificates = new Set(account.list('elbv2.listener').flatMap(({ certificateArns }) => certificateArns));
  for (const arn of certificates) account.add('acm.certificate', arn, { domainName: 'www.shop.example' });
  giveParameters(account);
  account.add('ec2.allowed-images-settings', 'allowed-images-settings');
}

/** "Load balancer attributes" of the Elastic Load Balancing user guides. */
const balancerDefaults = {
  'access_logs.s3.enabled': 'false',
  'deletion_protection.enabled': 'false',
  'idle_timeout.timeout_seconds': '60',
  'routing.http.drop_invalid_header_fields.enabled': 'false',
};

/** From PostgreSQL 15 on, the default group of RDS asks for TLS. */
function giveParameters(account: Account): void {
  const group = 'default.postgres16';
  const parameters = [
    { name: 'max_connections', value: 'LEAST({DBInstanceClassMemory/9531392},5000)', source: 'engine-default' },
    { name: 'rds.force_ssl', value: '1', source: 'system' },
  ];
  account.add('rds.parameter-group', group, { parameters });
  for (const instance of account.list('rds.instance')) {
    account.change(instance, {
      parameterGroups: [group],
      parameterGroupStates: [{ name: group, status: 'in-sync' }],
      latestRestorableTime: instance.latestRestorableTime === null ? null : account.minutesBefore(3),
    });
  }
  const ofClusters = 'default.aurora-postgresql16';
  if (account.list('rds.cluster').length > 0) account.add('rds.cluster-parameter-group', ofClusters, { parameters });
  for (const cluster of account.list('rds.cluster')) {
    account.change(cluster, { parameterGroup: ofClusters, latestRestorableTime: account.minutesBefore(3) });
  }
}
