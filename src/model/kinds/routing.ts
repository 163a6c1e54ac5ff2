import { flag, kind, list, nullable, one, optional, record, tags, text } from '../declare.ts';

export const routeTable = kind({
  type: 'AWS::EC2::RouteTable',
  arn: ['ec2', 'route-table'],
  identifiedBy: 'key',
  facts: {
    ownerId: text,
    associations: list(
      record({
        /** Null for the main association and for gateway (edge) associations. */
        subnetId: nullable(text),
        gatewayId: nullable(text),
        isMain: flag,
        /** `associated`, `associating`, `disassociating`, `disassociated` or `failed`. */
        state: text,
      }),
    ),
    routes: list(
      record({
        /** IPv4 block, IPv6 block or prefix list id. */
        destination: text,
        /** `local`, `internet-gateway`, `virtual-private-gateway`, `vpc-endpoint`, `nat-gateway`, `egress-only-internet-gateway`,
         * `instance`, `network-interface`, `transit-gateway`, `core-network`, `vpc-peering-connection`, `local-gateway`,
         * `carrier-gateway`, `odb-network`, `vpc-lattice`, `none` (target gone) or a target this version does not know. */
        targetType: text,
        targetId: nullable(text),
        /** Account that owns a target instance or interface. */
        targetOwnerId: nullable(text),
        /** `active`, `blackhole` or `filtered`. */
        state: text,
        origin: nullable(text),
      }),
    ),
    tags,
  },
  relations: { vpc: one('ec2.vpc') },
});

export const internetGateway = kind({
  type: 'AWS::EC2::InternetGateway',
  arn: ['ec2', 'internet-gateway'],
  identifiedBy: 'key',
  facts: { attachments: list(record({ vpcId: text, state: text })), tags },
  relations: {},
});

export const egressOnlyInternetGateway = kind({
  type: 'AWS::EC2::EgressOnlyInternetGateway',
  arn: ['ec2', 'egress-only-internet-gateway'],
  identifiedBy: 'key',
  facts: { attachments: list(record({ vpcId: text, state: text })), tags },
  relations: {},
});

export const natGateway = kind({
  type: 'AWS::EC2::NatGateway',
  arn: ['ec2', 'natgateway'],
  identifiedBy: 'key',
  facts: {
    /** `pending`, `failed`, `available`, `deleting` or `deleted`. */
    state: text,
    /** `public` or `private`; null where the endpoint is too old to say, which means public. */
    connectivityType: nullable(text),
    /** `zonal` or `regional`; null where the endpoint is too old to say, which means zonal. */
    availabilityMode: nullable(text),
    /** `enabled` or `disabled`, for regional gateways. */
    autoProvisionZones: nullable(text),
    addresses: list(
      record({
        zoneId: nullable(text),
        zoneName: nullable(text),
        /** `assigning`, `associating`, `succeeded`, `failed`, … */
        status: nullable(text),
        failureMessage: nullable(text),
        publicIp: nullable(text),
      }),
    ),
    failureCode: nullable(text),
    failureMessage: nullable(text),
    tags,
  },
  relations: {
    vpc: one('ec2.vpc'),
    /** None for a regional gateway. */
    subnet: optional('ec2.subnet'),
    /** The table a regional gateway owns. */
    routeTable: optional('ec2.route-table'),
  },
});
