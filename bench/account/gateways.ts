import type { Makers } from './node.ts';
import { network, perVpc, vpcTags } from './shared.ts';

/** How the services of a VPC reach what is outside of it. */
export const gatewayMakers: Pick<
  Makers,
  | 'ec2.address'
  | 'ec2.egress-only-internet-gateway'
  | 'ec2.internet-gateway'
  | 'ec2.nat-gateway'
  | 'ec2.vpc-endpoint'
  | 'ec2.vpc-peering-connection'
> = {
  'ec2.address': perVpc(3, (service, number) => {
    const key = service.vpcId('eipalloc', number);
    const publicIp = `203.0.${String(service.vpcNumber % 256)}.${String(number)}`;
    return {
      key,
      arn: ['ec2', `elastic-ip/${key}`],
      facts: { publicIp, associationId: service.vpcId('eipassoc', number), serviceManaged: null, tags: vpcTags(service, 'nat') },
      relations: { instance: null, networkInterface: service.vpcId('eni', 60_000 + number) },
    };
  }),
  'ec2.egress-only-internet-gateway': perVpc(1, (service) => {
    const key = service.vpcId('eigw');
    return {
      key,
      arn: ['ec2', `egress-only-internet-gateway/${key}`],
      facts: { attachments: [{ vpcId: service.vpcId('vpc'), state: 'attached' }], tags: vpcTags(service, 'egress') },
      relations: {},
    };
  }),
  'ec2.internet-gateway': perVpc(1, (service) => {
    const key = service.vpcId('igw');
    return {
      key,
      arn: ['ec2', `internet-gateway/${key}`],
      facts: { attachments: [{ vpcId: service.vpcId('vpc'), state: 'available' }], tags: vpcTags(service, 'internet') },
      relations: {},
    };
  }),
  'ec2.nat-gateway': perVpc(3, (service, number) => {
    const key = service.vpcId('nat', number);
    return {
      key,
      arn: ['ec2', `natgateway/${key}`],
      facts: {
        state: 'available',
        connectivityType: 'public',
        availabilityMode: 'zonal',
        autoProvisionZones: null,
        addresses: [
          {
            zoneId: null,
            zoneName: null,
            status: 'succeeded',
            failureMessage: null,
            publicIp: `203.0.${String(service.vpcNumber % 256)}.${String(number)}`,
          },
        ],
        failureCode: null,
        failureMessage: null,
        tags: vpcTags(service, `nat-${String(number)}`),
      },
      relations: { vpc: service.vpcId('vpc'), subnet: service.vpcId('subnet', number), routeTable: null },
    };
  }),
  'ec2.vpc-endpoint': perVpc(2, (service, number) => {
    const key = service.vpcId('vpce', number);
    return {
      key,
      arn: ['ec2', `vpc-endpoint/${key}`],
      facts: {
        endpointType: number === 0 ? 'Gateway' : 'Interface',
        serviceName: `com.amazonaws.${service.region}.${number === 0 ? 's3' : 'ssm'}`,
        state: 'available',
        privateDnsEnabled: number === 0 ? null : true,
        isRequesterManaged: false,
        tags: vpcTags(service, 'endpoint'),
      },
      relations: {
        vpc: service.vpcId('vpc'),
        subnets: number === 0 ? [] : service.subnets('app'),
        routeTables: number === 0 ? [1, 2, 3].map((table) => service.vpcId('rtb', table)) : [],
        securityGroups: [],
      },
    };
  }),
  'ec2.vpc-peering-connection': perVpc(1, (service) => {
    const key = service.vpcId('pcx');
    const side = (vpcId: string, block: string) => ({ vpcId, ownerId: service.account, region: service.region, cidrBlocks: [block] });
    return {
      key,
      arn: ['ec2', `vpc-peering-connection/${key}`],
      facts: {
        status: 'active',
        requester: side(service.vpcId('vpc'), `${network(service)}.0.0/16`),
        accepter: side('vpc-00000000000000000', '172.16.0.0/16'),
        tags: vpcTags(service, 'shared'),
      },
      relations: {},
    };
  }),
};
