import type { Facts, Kind } from '../../src/model/kinds.ts';
import type { Account } from '../../tools/accounts/account.ts';

type Routes = Facts<'ec2.route-table'>['routes'];
type Ingress = Facts<'ec2.security-group'>['ingress'];
type Version = Facts<'ec2.launch-template-version'>;

const keyOf = (account: Account, kind: Kind, name: string) => account.the(kind, name).key;
const changeGroup = (account: Account, changes: Partial<Facts<'autoscaling.group'>>) =>
  account.change(account.the('autoscaling.group', 'ha-web-asg'), changes);
const changeDatabase = (account: Account, changes: Partial<Facts<'rds.instance'>>) =>
  account.change(account.the('rds.instance', 'ha-web-db'), changes);
const changeCache = (account: Account, changes: Partial<Facts<'elasticache.replication-group'>>) =>
  account.change(account.the('elasticache.replication-group', 'ha-web-cache'), changes);
const changeKey = (account: Account, changes: Partial<Facts<'kms.key'>>) =>
  account.change(account.the('kms.key', account.the('rds.instance', 'ha-web-db').keysOf('kmsKey')[0] ?? ''), changes);

function changeVersion(account: Account, changes: Partial<Version>): void {
  const [version] = account.list('ec2.launch-template-version');
  if (version !== undefined) account.change(version, changes);
}

function pin(account: Account, version: string): void {
  const { launchTemplate } = account.the('autoscaling.group', 'ha-web-asg');
  if (launchTemplate !== null) changeGroup(account, { launchTemplate: { ...launchTemplate, version } });
}

function route(account: Account, table: string, edit: (routes: Routes) => Routes): void {
  const found = account.the('ec2.route-table', table);
  account.change(found, { routes: edit(found.routes) });
}

const target = (targetType: string, targetId: string): Routes => [
  { destination: '0.0.0.0/0', targetType, targetId, targetOwnerId: null, state: 'active', origin: 'CreateRoute' },
];
const withoutDefault = (routes: Routes) => routes.filter(({ destination }) => destination !== '0.0.0.0/0');

function admit(account: Account, group: string, edit: (ingress: Ingress) => Ingress): void {
  const found = account.the('ec2.security-group', group);
  account.change(found, { ingress: edit(found.ingress) });
}

const from = (sourceType: string, source: string, port: number): Ingress => [
  {
    protocol: 'tcp',
    fromPort: port,
    toPort: port,
    sourceType,
    source,
    sourceOwnerId: null,
    peeringConnectionId: null,
    peeringStatus: null,
    description: null,
  },
];

function moveSubnet(account: Account, name: string): void {
  const { zoneName, zoneId } = account.the('ec2.subnet', 'app-a');
  account.change(account.the('ec2.subnet', name), { zoneName, zoneId });
}

function stopForwarding(account: Account): void {
  for (const listener of account.list('elbv2.listener')) account.change(listener, { targetGroups: [], defaultActions: [] });
  for (const rule of account.list('elbv2.listener-rule')) account.change(rule, { targetGroups: [], actions: [] });
}

/** One thing taken out of the sound account, or broken in it. */
export const mutations: Readonly<Record<string, (account: Account) => void>> = {
  'the subnet app-b leaves through the NAT gateway of the other zone': (account) =>
    route(account, 'app-b', (routes) => [...withoutDefault(routes), ...target('nat-gateway', keyOf(account, 'ec2.nat-gateway', 'nat-a'))]),
  'the NAT gateway of zone b is deleted, its route a blackhole': (account) => {
    account.remove(account.the('ec2.nat-gateway', 'nat-b'));
    route(account, 'app-b', (routes) => routes.map((each) => (each.targetType === 'nat-gateway' ? { ...each, state: 'blackhole' } : each)));
  },
  'the NAT gateway of zone b has failed': (account) => account.change(account.the('ec2.nat-gateway', 'nat-b'), { state: 'failed' }),
  'the NAT gateway of zone b stands in a private subnet': (account) =>
    account.change(account.the('ec2.nat-gateway', 'nat-b'), { subnet: keyOf(account, 'ec2.subnet', 'app-b') }),
  'the NAT gateway of zone b stands in zone a': (account) =>
    account.change(account.the('ec2.nat-gateway', 'nat-b'), { subnet: keyOf(account, 'ec2.subnet', 'public-a') }),
  'the subnet app-b has no way out': (account) => route(account, 'app-b', withoutDefault),
  'the subnet app-b falls back to the main route table': (account) =>
    account.change(account.the('ec2.route-table', 'app-b'), { associations: [] }),
  'the data subnets have a way out by NAT': (account) =>
    route(account, 'data', (routes) => [...routes, ...target('nat-gateway', keyOf(account, 'ec2.nat-gateway', 'nat-a'))]),
  'the data subnets are public': (account) =>
    route(account, 'data', (routes) => [...routes, ...target('internet-gateway', keyOf(account, 'ec2.internet-gateway', 'ha-web'))]),
  'the public subnets lose their route to the internet gateway': (account) => route(account, 'public', withoutDefault),
  'the internet gateway is detached, its route a blackhole': (account) => {
    account.change(account.the('ec2.internet-gateway', 'ha-web'), { attachments: [] });
    route(account, 'public', (routes) =>
      routes.map((each) => (each.targetType === 'internet-gateway' ? { ...each, state: 'blackhole' } : each)),
    );
  },
  'the subnet app-b stands in zone a': (account) => moveSubnet(account, 'app-b'),
  'the subnet data-b stands in zone a': (account) => moveSubnet(account, 'data-b'),

  'the load balancer has one subnet': (account) => {
    const balancer = account.the('elbv2.load-balancer', 'ha-web-alb');
    account.change(balancer, { subnets: balancer.keysOf('subnets').slice(0, 1), zones: balancer.zones.slice(0, 1) });
  },
  'the load balancer admits the world to SSH': (account) =>
    admit(account, 'ha-alb-sg', (rules) => [...rules, ...from('ipv4', '0.0.0.0/0', 22)]),
  'the load balancer admits nobody': (account) => admit(account, 'ha-alb-sg', () => []),
  'the servers admit the world': (account) => admit(account, 'ha-app-sg', (rules) => [...rules, ...from('ipv4', '0.0.0.0/0', 8080)]),
  'the servers admit a private block': (account) =>
    admit(account, 'ha-app-sg', (rules) => [...rules, ...from('ipv4', '10.0.0.0/16', 8080)]),
  'the servers admit nobody': (account) => admit(account, 'ha-app-sg', () => []),
  'the servers admit the load balancer on another port': (account) =>
    admit(account, 'ha-app-sg', (rules) => rules.map((rule) => ({ ...rule, fromPort: 9090, toPort: 9090 }))),
  'the database admits a private block beside the servers': (account) =>
    admit(account, 'ha-db-sg', (rules) => [...rules, ...from('ipv4', '10.0.21.0/24', 5432)]),
  'the database admits the world': (account) => admit(account, 'ha-db-sg', (rules) => [...rules, ...from('ipv6', '::/0', 5432)]),
  'the database admits the load balancer': (account) =>
    admit(account, 'ha-db-sg', (rules) => [...rules, ...from('security-group', keyOf(account, 'ec2.security-group', 'ha-alb-sg'), 5432)]),
  'the database admits no server': (account) => admit(account, 'ha-db-sg', (rules) => rules.filter(({ fromPort }) => fromPort !== 5432)),
  'the database carries the group of the servers': (account) =>
    account.change(account.the('rds.instance', 'ha-web-db'), { securityGroups: [keyOf(account, 'ec2.security-group', 'ha-app-sg')] }),

  'the database has no standby': (account) => changeDatabase(account, { multiAz: false, secondaryZoneName: null }),
  'the next maintenance turns the standby off': (account) => changeDatabase(account, { pending: { multiAz: false } }),
  'the database is not encrypted': (account) => {
    changeDatabase(account, { storageEncrypted: false, storageEncryptionType: 'none' });
    account.change(account.the('rds.instance', 'ha-web-db'), { kmsKey: null });
  },
  'the key of the data belongs to AWS': (account) => changeKey(account, { manager: 'AWS' }),
  'the key of the data is to be deleted': (account) =>
    changeKey(account, { state: 'PendingDeletion', deletionDate: '2026-12-01T00:00:00.000Z' }),
  'the subnet group of the database lists one zone': (account) =>
    account.change(account.the('rds.subnet-group', 'ha-web-data'), { subnets: [keyOf(account, 'ec2.subnet', 'data-a')] }),
  'the subnet group of the cache lists one zone': (account) =>
    account.change(account.the('elasticache.subnet-group', 'ha-web-data'), { subnets: [keyOf(account, 'ec2.subnet', 'data-a')] }),
  'the cache does not fail over': (account) => changeCache(account, { automaticFailover: 'disabled' }),
  'the cache is not Multi-AZ': (account) => changeCache(account, { multiAz: 'disabled' }),
  'the members of the cache stand in one zone': (account) => {
    const { nodeGroups } = account.the('elasticache.replication-group', 'ha-web-cache');
    const inOneZone = nodeGroups.map((shard) => ({
      ...shard,
      members: shard.members.map((member) => ({ ...member, zoneName: 'us-east-1a' })),
    }));
    changeCache(account, { nodeGroups: inOneZone });
  },
  'the cache is not encrypted at rest': (account) =>
    changeCache(account, { atRestEncryptionEnabled: false, storageEncryptionType: 'none' }),
  'the cache is not encrypted in transit': (account) =>
    changeCache(account, { transitEncryptionEnabled: false, transitEncryptionMode: null }),
  'the cache still accepts plaintext': (account) => changeCache(account, { transitEncryptionMode: 'preferred' }),

  'the group trusts EC2 checks alone': (account) => changeGroup(account, { healthCheckTypes: ['EC2'] }),
  'the grace period is 30 seconds': (account) => changeGroup(account, { gracePeriodSeconds: 30 }),
  'a boot takes 400 seconds': (account) =>
    changeGroup(account, { tags: { ...account.the('autoscaling.group', 'ha-web-asg').tags, 'ha-audit:boot-seconds': '400' } }),
  'the group may shrink to one': (account) => changeGroup(account, { minSize: 1 }),
  'the group follows $Latest': (account) => pin(account, '$Latest'),
  'the group follows $Default': (account) => pin(account, '$Default'),
  'the group stands in one subnet': (account) => {
    const group = account.the('autoscaling.group', 'ha-web-asg');
    account.change(group, { subnets: group.keysOf('subnets').slice(0, 1), zoneNames: group.zoneNames.slice(0, 1) });
  },
  'the target group is gone': (account) => {
    stopForwarding(account);
    for (const target of account.list('elbv2.target-health')) account.remove(target);
    account.remove(account.the('elbv2.target-group', 'ha-web-tg'));
  },
  'no listener forwards to the target group': (account) => {
    stopForwarding(account);
    account.change(account.the('elbv2.target-group', 'ha-web-tg'), { loadBalancers: [] });
  },
  'the version in use does not exist': (account) => pin(account, '7'),
  'the version in use accepts IMDSv1': (account) => changeVersion(account, { httpTokens: 'optional' }),
  'the version in use says nothing of IMDS': (account) => changeVersion(account, { httpTokens: null }),
  'neither the version in use nor the region encrypts': (account) => {
    const [version] = account.list('ec2.launch-template-version');
    const devices = (version?.blockDevices ?? []).map((device) => ({ ...device, ebs: device.ebs && { ...device.ebs, encrypted: false } }));
    changeVersion(account, { blockDevices: devices });
    for (const setting of account.list('ec2.ebs-encryption-by-default')) account.change(setting, { enabled: false });
  },
  'one server accepts IMDSv1': (account) => {
    const [instance] = account.list('ec2.instance');
    if (instance !== undefined) account.change(instance, { httpTokens: 'optional' });
  },
  'one server runs another version of the template': (account) => {
    const { instances } = account.the('autoscaling.group', 'ha-web-asg');
    changeGroup(account, {
      instances: instances.map((member, index) => (index === 0 ? { ...member, launchTemplateVersion: '0' } : member)),
    });
  },
  'one volume is not encrypted': (account) => {
    const [volume] = account.list('ec2.volume');
    if (volume !== undefined) account.change(volume, { encrypted: false, kmsKey: null });
  },
};
