import { configPlace } from '../../src/app/config-place.ts';
import { collectors } from '../../src/generated/collectors.ts';
import type { CoverageEntry } from '../../src/model/coverage.ts';
import type { Kind } from '../../src/model/kinds.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { AwsEndpoint } from './aws-endpoint.ts';
import type { Item } from './config-items.ts';
import { collectFrom } from './live.ts';

/** When AWS Config is read. */
export const now = '2026-11-21T06:14:00Z';
export const minutesBefore = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000);

/** An item of an old resource of the account of the tests. */
export const item = (resourceType: string, resourceId: string, configuration: object, more: object = {}): Item => ({
  resourceType,
  resourceId,
  accountId: '123456789012',
  awsRegion: 'us-east-1',
  configurationItemCaptureTime: '2024-02-01T10:00:00.000Z',
  configurationItemStatus: 'OK',
  configuration,
  tags: [{ key: 'Name', value: 'shop', tag: 'Name=shop' }],
  ...more,
});
export const vpc = (id: string, more: object = {}, own: object = {}) =>
  item(
    'AWS::EC2::VPC',
    id,
    {
      vpcId: id,
      ownerId: '123456789012',
      isDefault: false,
      state: { value: 'available' },
      cidrBlock: '10.0.0.0/16',
      cidrBlockAssociationSet: [{ cidrBlock: '10.0.0.0/16', cidrBlockState: { state: 'associated' } }],
      ...own,
    },
    more,
  );
export const group = (id: string, vpcId: string) =>
  item('AWS::EC2::SecurityGroup', id, {
    groupId: id,
    groupName: id,
    ownerId: '123456789012',
    vpcId,
    ipPermissions: [
      { fromPort: 443, toPort: 443, ipProtocol: 'tcp', ipRanges: ['0.0.0.0/0'], ipv6Ranges: [], prefixListIds: [], userIdGroupPairs: [] },
    ],
    ipPermissionsEgress: [],
  });

/** Reads kinds from AWS Config on an endpoint; with AWS itself for the rest where asked to. */
export async function readConfig(endpoint: AwsEndpoint, kinds: readonly Kind[] = ['ec2.vpc'], isFilledLive = false): Promise<Snapshot> {
  const all = await Promise.all(kinds.map((kind) => collectors[kind]()));
  return collectFrom(endpoint, {
    collectors: all,
    kinds: new Set(kinds),
    through: { source: 'config', readPlace: configPlace(() => new Date(now), isFilledLive) },
  });
}

export const why = ({ status, listed, gaps }: CoverageEntry) => [
  status,
  listed,
  ...gaps.map(({ reason, action }) => `${reason} ${String(action)}`),
];
