import type { Facts } from '../../src/model/kinds.ts';
import type { Account } from './account.ts';
import { completeYounger } from './younger.ts';

/** What AWS would have said and the emulator does not, or says wrongly. The same for every recording. */
export function completeEmulator(account: Account, cacheSecurityGroup: string): void {
  account.forgetGaps();
  account.addLaterFacts();
  for (const zone of account.list('ec2.availability-zone')) account.change(zone, { optInStatus: 'opt-in-not-required' });
  account.add('ec2.instance-metadata-defaults', 'instance-metadata-defaults', noPreference, {});
  for (const image of account.list('ec2.image')) {
    const blockDevices = image.blockDevices.map((device) => ({
      ...device,
      ebs: device.ebs && { ...device.ebs, encrypted: device.ebs.encrypted ?? false },
    }));
    account.change(image, { blockDevices });
  }
  dropSecondRootVolumes(account);
  for (const group of account.list('autoscaling.group')) spreadOverSubnets(account, group.key);
  nameGroupsLoadBalancers(account);
  completeNatGateways(account);
  completeDatabases(account);
  completeCaches(account, cacheSecurityGroup);
  completeKeys(account);
  completeYounger(account);
}

const noPreference: Facts<'ec2.instance-metadata-defaults'> = {
  httpTokens: null,
  httpEndpoint: null,
  httpTokensEnforced: null,
  managedBy: null,
};

/** Beside the template's root volume the emulator makes one of its own, on the same device. */
function dropSecondRootVolumes(account: Account): void {
  for (const instance of account.list('ec2.instance')) {
    const own = new Set(instance.volumes.map(({ volumeId }) => volumeId));
    for (const volume of account.list('ec2.volume')) {
      if (volume.keysOf('instances').includes(instance.key) && !own.has(volume.key)) account.remove(volume);
    }
  }
}

/** Instances start in the subnets of their group in turn, with the metadata options of their template. */
function spreadOverSubnets(account: Account, name: string): void {
  const group = account.the('autoscaling.group', name);
  const { launchTemplate } = group;
  const template = account.list('ec2.launch-template').find(({ key }) => key === launchTemplate?.launchTemplateId);
  if (launchTemplate === null || template === undefined) throw new Error(`${name} has no launch template`);
  const version =
    launchTemplate.version === '$Latest' ? String(template.latestVersion) : (launchTemplate.version ?? String(template.defaultVersion));
  const { httpTokens } = account.the('ec2.launch-template-version', `${template.key}:${version}`);
  const subnets = group.keysOf('subnets').map((key) => account.the('ec2.subnet', key));
  const placed = group.instances
    .toSorted((a, b) => (a.instanceId < b.instanceId ? -1 : 1))
    .map((member, index) => {
      const subnet = subnets[index % subnets.length];
      if (subnet === undefined) throw new Error(`${name} has no subnet`);
      return { member, subnet, privateIp: (subnet.cidrBlock ?? '').replace(/\.\d+\/\d+$/, `.${17 * (index + 3)}`) };
    });
  for (const { member, subnet, privateIp } of placed) {
    const instance = account.the('ec2.instance', member.instanceId);
    const { zoneName } = subnet;
    const tags = { ...instance.tags, 'aws:ec2launchtemplate:version': version };
    account.change(instance, { zoneName, subnet: subnet.key, privateIp, httpTokens, launchTemplateVersion: version, tags });
    for (const eni of account.list('ec2.network-interface')) {
      if (eni.keysOf('instance').includes(instance.key))
        account.change(eni, { zoneName, subnet: subnet.key, privateIps: [privateIp], description: '', requesterId: null });
    }
    for (const volume of account.list('ec2.volume'))
      if (volume.keysOf('instances').includes(instance.key)) account.change(volume, { zoneName });
    for (const target of account.list('elbv2.target-health')) if (target.targetId === instance.key) account.change(target, { zoneName });
  }
  const instances = placed.map(({ member, subnet }) => ({ ...member, zoneName: subnet.zoneName, launchTemplateVersion: version }));
  account.change(group, { instances });
}

/** Traffic sources, and the security policy that only listeners with TLS have. */
function nameGroupsLoadBalancers(account: Account): void {
  for (const group of account.list('autoscaling.group')) {
    for (const arn of group.targetGroupArns) {
      account.add(
        'autoscaling.traffic-source',
        `${group.key}#${arn}`,
        { identifier: arn, sourceType: 'elbv2', state: 'InService' },
        { group: group.key },
      );
    }
  }
  for (const listener of account.list('elbv2.listener')) if (listener.protocol === 'HTTP') account.change(listener, { sslPolicy: null });
}

function completeNatGateways(account: Account): void {
  for (const [index, nat] of account.list('ec2.nat-gateway').entries()) {
    const publicIp = `198.51.100.${10 + index}`;
    const before = nat.addresses[0]?.publicIp;
    const subnet = account.the('ec2.subnet', nat.keysOf('subnet')[0] ?? '');
    const addresses = [{ zoneId: null, zoneName: null, status: 'succeeded', failureMessage: null, publicIp }];
    account.change(nat, { addresses, connectivityType: 'public', availabilityMode: 'zonal' });
    for (const address of account.list('ec2.address')) if (address.publicIp === before) account.change(address, { publicIp });
    const eni = account.list('ec2.network-interface').find((each) => each.publicIp === before);
    if (eni === undefined) throw new Error(`${nat.key} has no network interface`);
    account.change(eni, {
      publicIp,
      interfaceType: 'nat_gateway',
      description: `Interface for NAT Gateway ${nat.key}`,
      isRequesterManaged: true,
      requesterId: nat.account,
      status: 'in-use',
      securityGroups: [],
      sourceDestCheck: false,
      privateIps: [(subnet.cidrBlock ?? '').replace(/\.\d+\/\d+$/, '.200')],
    });
  }
}

function completeDatabases(account: Account): void {
  const encryption = (kmsKeys: readonly string[]) => ({ storageEncryptionType: kmsKeys.length > 0 ? 'sse-kms' : 'none' });
  for (const cluster of account.list('rds.cluster')) account.change(cluster, encryption(cluster.keysOf('kmsKey')));
  for (const instance of account.list('rds.instance')) {
    const zones = account.the('rds.subnet-group', subnetGroupOf(account, instance.key)).zonedSubnets.map(({ zoneName }) => zoneName);
    const secondaryZoneName = instance.multiAz ? (zones.find((zone) => zone !== instance.zoneName) ?? null) : null;
    account.change(instance, {
      ...encryption(instance.keysOf('kmsKey')),
      subnetGroup: subnetGroupOf(account, instance.key),
      secondaryZoneName,
    });
  }
}

/** Members of a cluster name none of their own. */
function subnetGroupOf(account: Account, name: string): string {
  const instance = account.the('rds.instance', name);
  const [own] = [
    ...instance.keysOf('subnetGroup'),
    ...instance.keysOf('cluster').flatMap((key) => account.the('rds.cluster', key).keysOf('subnetGroup')),
  ];
  if (own === undefined) throw new Error(`${name} has no subnet group`);
  return own;
}

/** Members stand in the zones of the first subnet group, one after the other, and are listed as clusters. */
function completeCaches(account: Account, securityGroup: string): void {
  const [subnetGroup] = account.list('elasticache.subnet-group');
  if (subnetGroup === undefined) return;
  const zonedSubnets = subnetGroup
    .keysOf('subnets')
    .map((subnetId) => ({ subnetId, zoneName: account.the('ec2.subnet', subnetId).zoneName, outpostArn: null }));
  account.change(subnetGroup, { zonedSubnets });
  for (const group of account.list('elasticache.replication-group')) {
    const nodeGroups = group.nodeGroups.map((shard) => ({
      ...shard,
      members: shard.members.map((member, index) => ({ ...member, zoneName: zonedSubnets[index % zonedSubnets.length]?.zoneName ?? null })),
    }));
    account.change(group, { nodeGroups, storageEncryptionType: group.atRestEncryptionEnabled === true ? 'sse-kms' : 'none' });
    for (const { cacheClusterId, zoneName } of nodeGroups.flatMap(({ members }) => members)) {
      account.add(
        'elasticache.cluster',
        cacheClusterId,
        {
          engine: group.engine ?? 'redis',
          engineVersion: '7.1.0',
          status: 'available',
          nodeCount: 1,
          nodes: [{ nodeId: '0001', zoneName, port: 6379 }],
          configurationPort: null,
          atRestEncryptionEnabled: group.atRestEncryptionEnabled,
          transitEncryptionEnabled: group.transitEncryptionEnabled,
          transitEncryptionMode: group.transitEncryptionEnabled === true ? 'required' : null,
          onOutpost: false,
          tags: group.tags,
        },
        {
          replicationGroup: group.key,
          subnetGroup: subnetGroup.key,
          securityGroups: [account.the('ec2.security-group', securityGroup).key],
        },
      );
    }
    if (group.transitEncryptionEnabled === true)
      account.change(account.the('elasticache.replication-group', group.key), { transitEncryptionMode: 'required' });
  }
}

/** Volumes without a key of the customer are under the default key of EBS. */
function completeKeys(account: Account): void {
  const ofData = new Set(
    [...account.list('rds.instance'), ...account.list('elasticache.replication-group')].flatMap((view) => view.keysOf('kmsKey')),
  );
  for (const key of account.list('kms.key')) if (!ofData.has(key.key)) account.change(key, { manager: 'AWS' });
}
