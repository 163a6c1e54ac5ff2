import { describe, expect, it } from 'vitest';
import { listed, onlyOne, replacement, revocation, singlePorts } from '../../../rules/_lib/ingress.ts';
import { sh } from '../../../src/engine/shell.ts';
import { gapSignal } from '../../../src/graph/signal.ts';
import { derived } from '../../kit/derived.ts';
import { dataGroup, rule } from '../../kit/security-world.ts';
import { denied, world } from '../../kit/world.ts';

const tcp = (port: number) => ({ port, transport: 'tcp' }) as const;
const holding = (...rules: readonly ReturnType<typeof rule>[]) =>
  derived(world(dataGroup([...rules]))).view('ec2.security-group', 'sg-data');
const wide = rule('10.0.0.0/16', 5432);

describe('taking rules away', () => {
  it('is one command that names them as AWS does', () => {
    const bad = [wide, rule('::/0', 'everything'), rule('pl-1', [1, 2]), rule('sg-far', 22, { peeringConnectionId: 'pcx-1' })];
    expect(revocation(holding(...bad), bad, sh)).toBe(
      'aws ec2 revoke-security-group-ingress --group-id sg-data --ip-permissions ' +
        `'[{"IpProtocol":"tcp","FromPort":5432,"ToPort":5432,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]},` +
        `{"IpProtocol":"-1","Ipv6Ranges":[{"CidrIpv6":"::/0"}]},` +
        `{"IpProtocol":"tcp","FromPort":1,"ToPort":2,"PrefixListIds":[{"PrefixListId":"pl-1"}]},` +
        `{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"UserIdGroupPairs":[{"GroupId":"sg-far","UserId":"111111111111","VpcPeeringConnectionId":"pcx-1"}]}]'` +
        ' --region eu-west-1',
    );
  });

  it('first admits a group where nobody else would be let in any more', () => {
    const command = replacement(holding(wide), [wide], [tcp(5432), tcp(6379)], 'sg-app', sh);
    const admitted = `[{"IpProtocol":"tcp","FromPort":5432,"ToPort":5432,"UserIdGroupPairs":[{"GroupId":"sg-app"}]}]`;
    expect(command).toBe(
      `aws ec2 authorize-security-group-ingress --group-id sg-data --ip-permissions '${admitted}' --region eu-west-1 && ${revocation(holding(wide), [wide], sh)}`,
    );
  });

  it('admits nothing where a reference stays', () => {
    const group = holding(wide, rule('sg-app', 5432));
    expect(replacement(group, [wide], [tcp(5432)], 'sg-app', sh)).toBe(revocation(group, [wide], sh));
  });
});

describe('words', () => {
  it('name the first rules and count the others', () => {
    expect(listed([22, 23].map((port) => rule('sg-x', port)))).toBe('tcp 22 from sg-x, tcp 23 from sg-x');
    expect(listed([22, 23, 24, 25].map((port) => rule('sg-x', port)))).toBe(
      'tcp 22 from sg-x, tcp 23 from sg-x, tcp 24 from sg-x and 1 more',
    );
  });

  it('name ports that stand alone', () => {
    expect(singlePorts([wide, rule('10.0.0.0/8', [1, 9]), rule('10.0.0.0/8', 'everything')])).toEqual([tcp(5432)]);
  });

  it('name a group only where there is one, and all are known', () => {
    expect(onlyOne(() => ['sg-app'], '<app group>')).toBe('sg-app');
    expect(onlyOne(() => ['sg-app', 'sg-more'], '<app group>')).toBe('<app group>');
    expect(onlyOne(() => [], '<app group>')).toBe('<app group>');
    const broken = function* () {
      yield 'sg-app';
      throw gapSignal([denied('ec2:DescribeInstances')]);
    };
    expect(onlyOne(broken, '<app group>')).toBe('<app group>');
  });
});
