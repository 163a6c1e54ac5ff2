import { describe, expect, it } from 'vitest';
import securityGroup from '../../src/collectors/ec2/security-group.ts';
import { mapOne } from '../kit/mapping.ts';

const group = (more: object) =>
  mapOne(securityGroup, { SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web', OwnerId: '123456789012', VpcId: 'vpc-1', ...more }] });
const ingress = (permission: object) => group({ IpPermissions: [permission] }).facts['ingress'];
const plain = { sourceOwnerId: null, peeringConnectionId: null, peeringStatus: null, description: null };

describe('a security group', () => {
  it('has one rule for each source of a permission', () => {
    const permission = {
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 444,
      IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'world' }, { CidrIp: '10.0.0.0/8' }],
      Ipv6Ranges: [{ CidrIpv6: '::/0' }],
      PrefixListIds: [{ PrefixListId: 'pl-1' }],
      UserIdGroupPairs: [{ GroupId: 'sg-2', UserId: '123456789012' }],
    };
    const ports = { protocol: 'tcp', fromPort: 443, toPort: 444 };
    expect(ingress(permission)).toEqual([
      { ...ports, ...plain, sourceType: 'ipv4', source: '0.0.0.0/0', description: 'world' },
      { ...ports, ...plain, sourceType: 'ipv4', source: '10.0.0.0/8' },
      { ...ports, ...plain, sourceType: 'ipv6', source: '::/0' },
      { ...ports, ...plain, sourceType: 'prefix-list', source: 'pl-1' },
      { ...ports, ...plain, sourceType: 'security-group', source: 'sg-2', sourceOwnerId: '123456789012' },
    ]);
  });

  it('that allows everything names no ports', () => {
    expect(ingress({ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] })).toEqual([
      { ...plain, protocol: '-1', fromPort: null, toPort: null, sourceType: 'ipv4', source: '0.0.0.0/0' },
    ]);
  });

  it('keeps port 0 and the -1 of ICMP, which are not "none"', () => {
    expect(ingress({ IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, IpRanges: [{ CidrIp: '10.0.0.0/8' }] })).toMatchObject([
      { fromPort: 0, toPort: 65535 },
    ]);
    expect(ingress({ IpProtocol: 'icmp', FromPort: -1, ToPort: -1, IpRanges: [{ CidrIp: '10.0.0.0/8' }] })).toMatchObject([
      { fromPort: -1, toPort: -1 },
    ]);
  });

  it('tells a reference across a peering, and that it is stale', () => {
    const pair = { GroupId: 'sg-9', UserId: '999999999999', VpcId: 'vpc-9', VpcPeeringConnectionId: 'pcx-1', PeeringStatus: 'deleted' };
    expect(ingress({ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [pair] })).toMatchObject([
      {
        sourceType: 'security-group',
        source: 'sg-9',
        sourceOwnerId: '999999999999',
        peeringConnectionId: 'pcx-1',
        peeringStatus: 'deleted',
      },
    ]);
  });

  it('without permissions allows nothing, which is known', () => {
    expect(group({})).toMatchObject({ facts: { ingress: [], egress: [] }, gaps: {} });
  });

  it('keeps the two directions apart', () => {
    const draft = group({ IpPermissions: [], IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] });
    expect(draft.facts).toMatchObject({ ingress: [], egress: [{ source: '0.0.0.0/0' }] });
  });

  it('loses only the direction that holds a rule without a source it can name', () => {
    const draft = group({ IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, UserIdGroupPairs: [{ GroupName: 'legacy' }] }] });
    expect(draft.gaps).toMatchObject({ ingress: { reason: 'malformed', detail: 'AWS sent no UserIdGroupPairs.GroupId.' } });
    expect(draft.facts['egress']).toEqual([]);
  });

  it('of another account has the ARN it has there, and the one AWS sends where it does', () => {
    expect(group({ OwnerId: '999999999999' }).id).toBe('arn:aws:ec2:us-east-1:999999999999:security-group/sg-1');
    const SecurityGroupArn = 'arn:aws-cn:ec2:cn-north-1:999999999999:security-group/sg-1';
    expect(group({ SecurityGroupArn }).id).toBe(SecurityGroupArn);
  });
});
