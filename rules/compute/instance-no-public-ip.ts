import { anyOf, type Context, defineRule, ifKnown, offenders, some, type View } from '#rule-kit';
import { isAttached } from '../_lib/judged-group.ts';

type Instance = View<'ec2.instance'>;
type Read = 'autoscaling.group' | 'ec2.network-interface' | 'elbv2.target-health';
type Judging = Pick<Context<'ec2.instance', Read>, 'find' | 'referring'>;

/** Whether it serves requests or works in a group. A bastion or a NAT instance does neither, and needs its address. */
function isAppInstance(instance: Instance, { find, referring }: Judging): boolean {
  const worksInGroup = () => {
    const group = instance.autoScalingGroupName === null ? null : find('autoscaling.group', instance.autoScalingGroupName);
    return group !== null && (isAttached(group) || group.maxSize > 1);
  };
  return anyOf(worksInGroup, () => some(referring('elbv2.target-health', 'instance', instance), ({ state }) => state !== 'draining'));
}

function publicInterfaces(instance: Instance, { referring }: Judging) {
  return offenders(referring('ec2.network-interface', 'instance', instance), ({ publicIp }) => (publicIp ?? '') !== '');
}

export default defineRule({
  id: 'compute.instance-no-public-ip',
  title: 'Instances behind load balancers and in groups have no public address',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['ec2-no-public-ip'],
  references: ['wa:SEC05-BP01', 'config:EC2_INSTANCE_NO_PUBLIC_IP', 'securityhub:EC2.9'],
  why: 'An instance with a public address can be called past the load balancer and its firewall; only a security group stands between it and the internet.',
  subject: 'ec2.instance',
  reads: ['autoscaling.group', 'ec2.network-interface', 'elbv2.target-health'],
  subsumedBy: ['launch-template.no-public-ip'],
  appliesTo: (instance, context) =>
    instance.operatorPrincipal === null && !['shutting-down', 'terminated'].includes(instance.state) && isAppInstance(instance, context),
  check(instance, context) {
    const { pass, fail, see, seeDerived, find } = context;
    const groupName = instance.autoScalingGroupName;
    // For the reader only: the verdict stands without it.
    const group = groupName === null ? null : (ifKnown(() => find('autoscaling.group', groupName)) ?? null);
    const related = group === null ? [] : [group];
    const own = ifKnown(() => instance.publicIp) ?? '';
    if (own !== '') return fail(see(instance, 'publicIp', null), `It can be called at ${own}`, related);
    const found = publicInterfaces(instance, context);
    if (found === null && (instance.publicIp ?? '') === '')
      return pass('publicIp', seeDerived(instance, 'interfaceAddresses', [], [], 'public addresses of all its network interfaces'));
    const interfaces = found ?? [];
    const addresses = interfaces.map(({ publicIp }) => publicIp ?? '').sort();
    const names = interfaces.map(({ key }) => key).sort();
    const shown = seeDerived(instance, 'interfaceAddresses', addresses, [], `public addresses of ${names.join(', ')}`);
    return fail(shown, `It can be called at ${addresses.join(', ')}`, related);
  },
  fix(instance, context) {
    const [face] = ifKnown(() => publicInterfaces(instance, context)) ?? [];
    return {
      cli: `${context.sh`aws ec2 modify-network-interface-attribute --region ${instance.region}`} --network-interface-id ${face === undefined ? '<interface with the address>' : context.sh`${face.key}`} --no-associate-public-ip-address`,
      terraform: 'associate_public_ip_address = false, in the launch template of a group',
      cloudformation: 'AssociatePublicIpAddress: false',
      effect:
        'Immediate. An elastic address is taken off with aws ec2 disassociate-address instead. What the instance calls must be reachable through a NAT gateway or VPC endpoints first.',
    };
  },
});
