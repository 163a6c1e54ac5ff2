import type { Makers } from './node.ts';
import { groupId } from './security.ts';
import { type Service, upTo } from './service.ts';

const launchedAt = '2026-10-01T08:00:00.000Z';

/** Instances of a service: those behind the load balancer, then two workers in every third service. */
const workerCount = (service: Service) => (service.isEvery(3) ? 2 : 0);
const numbers = (service: Service) => upTo(service.instanceCount + workerCount(service));
const roleOf = (service: Service, number: number) => (number < service.instanceCount ? 'app' : 'worker');
const zoneOf = (service: Service, number: number) => service.zones[number % 3] ?? '';
const subnetOf = (service: Service, number: number) => service.subnets('app')[number % 3] ?? '';
export const privateIp = (service: Service, number: number) =>
  `10.${String(Math.floor(service.local / 8) % 256)}.${String(48 + (service.local % 8) * 4 + Math.floor(number / 250))}.${String((number % 250) + 4)}`;

const template = (service: Service, role: 'app' | 'worker') => service.id('lt', role === 'app' ? 0 : 1);
const groupName = (service: Service, role: 'app' | 'worker') => `${service.name}-${role}`;
const rolesOf = (service: Service) => (workerCount(service) > 0 ? (['app', 'worker'] as const) : (['app'] as const));

const blockDevices = [
  {
    deviceName: '/dev/xvda',
    suppressed: false,
    virtualName: null,
    ebs: { encrypted: true, snapshotId: null, kmsKeyId: null, volumeType: 'gp3', deletesOnTermination: true },
  },
];

export const computeMakers: Pick<
  Makers,
  | 'ec2.allowed-images-settings'
  | 'ec2.image'
  | 'ec2.instance'
  | 'ec2.launch-template'
  | 'ec2.launch-template-version'
  | 'ec2.network-interface'
  | 'ec2.volume'
> = {
  // One of each region has no place among what services bring along.
  'ec2.allowed-images-settings': () => [],
  'ec2.image': (service) => {
    const key = service.id('ami');
    return [
      {
        key,
        arn: ['ec2', `image/${key}`],
        facts: {
          state: 'available',
          ownerId: service.account,
          imdsSupport: null,
          rootDeviceName: '/dev/xvda',
          deprecatedAt: null,
          createdAt: launchedAt,
          isAllowed: null,
          blockDevices,
        },
        relations: {},
      },
    ];
  },
  'ec2.instance': (service) =>
    numbers(service).map((number) => {
      const key = service.id('i', number);
      const role = roleOf(service, number);
      return {
        key,
        arn: ['ec2', `instance/${key}`],
        facts: {
          state: 'running',
          instanceType: 'm7g.large',
          zoneName: zoneOf(service, number),
          launchTime: launchedAt,
          firstLaunchTime: launchedAt,
          httpTokens: service.isEvery(5) ? 'optional' : 'required',
          httpEndpoint: 'enabled',
          metadataOptionsState: 'applied',
          privateIp: privateIp(service, number),
          publicIp: null,
          autoScalingGroupName: groupName(service, role),
          launchTemplateId: template(service, role),
          launchTemplateVersion: '3',
          lifecycle: null,
          operatorPrincipal: null,
          volumes: ['a', 'b'].map((letter, index) => ({
            deviceName: `/dev/xvd${letter}`,
            volumeId: service.id('vol', 2 * number + index),
            deletesOnTermination: true,
          })),
          tags: { ...service.tags, 'aws:autoscaling:groupName': groupName(service, role) },
        },
        relations: {
          vpc: service.vpcId('vpc'),
          subnet: subnetOf(service, number),
          image: service.id('ami'),
          securityGroups: [groupId(service, role)],
          autoScalingGroup: groupName(service, role),
          profile: service.name,
        },
      };
    }),
  'ec2.launch-template': (service) =>
    rolesOf(service).map((role) => ({
      key: template(service, role),
      arn: ['ec2', `launch-template/${template(service, role)}`],
      name: groupName(service, role),
      facts: { defaultVersion: 3, latestVersion: 4, operatorPrincipal: null, tags: service.tags },
      relations: {},
    })),
  'ec2.launch-template-version': (service) =>
    rolesOf(service).flatMap((role) =>
      [3, 4].map((version) => {
        const key = `${template(service, role)}:${String(version)}`;
        return {
          key,
          arn: ['ec2', `launch-template-version/${key}`] as const,
          facts: {
            imageReference: service.id('ami'),
            instanceType: 'm7g.large',
            httpTokens: service.isEvery(5) ? 'optional' : 'required',
            httpEndpoint: 'enabled',
            httpPutResponseHopLimit: 1,
            blockDevices,
            instanceProfile: `arn:aws:iam::${service.account}:instance-profile/${service.name}`,
            userDataSecrets: [],
            versionNumber: version,
            isDefault: version === 3,
            createdAt: launchedAt,
            securityGroupNames: [],
            networkInterfaces: [],
            marketType: null,
            zoneName: null,
            tagSpecifications: [{ resourceType: 'instance', tags: service.tags }],
          },
          relations: {
            launchTemplate: template(service, role),
            image: service.id('ami'),
            securityGroups: [groupId(service, role)],
            profile: service.name,
          },
        };
      }),
    ),
  'ec2.network-interface': (service) => {
    const shared = { ownerId: service.account, status: 'in-use', ipv6Addresses: [], publicIp: null, sourceDestCheck: true };
    const ofInstances = numbers(service).map((number) => ({
      key: service.id('eni', number),
      facts: {
        ...shared,
        zoneName: zoneOf(service, number),
        interfaceType: 'interface',
        description: '',
        requesterId: null,
        isRequesterManaged: false,
        privateIps: [privateIp(service, number)],
        instanceOwnerId: service.account,
        tags: service.tags,
      },
      relations: {
        vpc: service.vpcId('vpc'),
        subnet: subnetOf(service, number),
        instance: service.id('i', number),
        securityGroups: [groupId(service, roleOf(service, number))],
      },
    }));
    const ofBalancer = service.zones.map((zoneName, zone) => ({
      key: service.id('eni', 5_000 + zone),
      facts: {
        ...shared,
        zoneName,
        interfaceType: 'interface',
        description: `ELB app/${service.name}/${service.hash('lb')}`,
        requesterId: 'amazon-elb',
        isRequesterManaged: true,
        privateIps: [`10.250.${String(zone)}.${String(service.number % 250)}`],
        instanceOwnerId: 'amazon-elb',
        tags: {},
      },
      relations: {
        vpc: service.vpcId('vpc'),
        subnet: service.subnets('public')[zone] ?? '',
        instance: null,
        securityGroups: [groupId(service, 'balancer')],
      },
    }));
    return [...ofInstances, ...ofBalancer].map((parts) => ({ ...parts, arn: ['ec2', `network-interface/${parts.key}`] as const }));
  },
  'ec2.volume': (service) =>
    numbers(service).flatMap((number) =>
      ['a', 'b'].map((letter, index) => {
        const key = service.id('vol', 2 * number + index);
        return {
          key,
          arn: ['ec2', `volume/${key}`] as const,
          facts: {
            encrypted: !(letter === 'b' && service.isEvery(17)),
            state: 'in-use',
            volumeType: 'gp3',
            zoneName: zoneOf(service, number),
            operatorPrincipal: null,
            attachments: [{ instanceId: service.id('i', number), deviceName: `/dev/xvd${letter}`, state: 'attached' }],
            tags: service.tags,
          },
          relations: { instances: [service.id('i', number)], kmsKey: service.keyArn },
        };
      }),
    ),
};
