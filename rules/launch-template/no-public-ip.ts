import { type Context, defineRule, type LaunchSource, offenders, undecidable, type View } from '#rule-kit';
import { groupSubnets } from '../_lib/group-zones.ts';
import { judgeLaunches } from '../_lib/judge-launches.ts';
import { isAttached, isJudgedGroup } from '../_lib/judged-group.ts';
import { sourceLabel, startFrom } from '../_lib/launched.ts';
import { correctedLaunch } from '../_lib/template-fix.ts';

/** What the launch itself says of public addresses; null leaves it to the subnet. */
function ownAnswer(source: LaunchSource, near: View<'autoscaling.group'>): boolean | null {
  const label = sourceLabel(source);
  const gone = () => undecidable(near, 'no-evidence', `AWS lists no ${label}`);
  if (source.from === 'launch-configuration') return (source.configuration ?? gone()).associatesPublicIp;
  const { networkInterfaces } = source.version ?? gone();
  if (networkInterfaces.some(({ associatesPublicIp }) => associatesPublicIp === true)) return true;
  const primary = networkInterfaces.find(({ deviceIndex }) => deviceIndex === 0) ?? networkInterfaces[0];
  const existing = primary?.networkInterfaceId ?? null;
  if (existing !== null)
    return undecidable(near, 'no-evidence', `${label} starts with ${existing}, which brings an address of its own or none`);
  // With several interfaces EC2 assigns no address by itself.
  return networkInterfaces.length > 1 ? false : (primary?.associatesPublicIp ?? null);
}

type Reading = Pick<Context<'autoscaling.group', 'ec2.subnet'>, 'find' | 'all'>;

/** Whether an instance gets a public address from a source, and who says so. */
function answers(group: View<'autoscaling.group'>, reading: Reading) {
  const giving = () => offenders(groupSubnets(group, reading), ({ mapsPublicIpOnLaunch }) => mapsPublicIpOnLaunch);
  return (source: LaunchSource) => {
    const own = ownAnswer(source, group);
    if (own !== null) return { isPublic: own, reason: 'as it says itself' };
    const subnets = (giving() ?? []).map(({ key }) => key).sort();
    return { isPublic: subnets.length > 0, reason: `as its subnets say: ${subnets.join(', ') || 'none of them'} gives one` };
  };
}

export default defineRule({
  id: 'launch-template.no-public-ip',
  title: 'Groups start instances without a public address',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['lt-no-public-ip'],
  references: ['wa:SEC05-BP01', 'config:EC2_LAUNCH_TEMPLATE_PUBLIC_IP_DISABLED', 'securityhub:EC2.25', 'securityhub:AutoScaling.5'],
  why: 'An instance with a public address can be called past the load balancer and its firewall; only a security group stands between it and the internet.',
  subject: 'autoscaling.group',
  reads: ['autoscaling.launch-configuration', 'ec2.launch-template-version', 'ec2.subnet'],
  topology: ['launch'],
  // A group of one that nothing is balanced to keeps up a bastion or a NAT instance: those need their address.
  appliesTo: (group) => isJudgedGroup(group) && (isAttached(group) || group.maxSize > 1),
  check(group, context) {
    const answerOf = answers(group, context);
    return judgeLaunches(
      {
        launches: () => context.topology.launch.sourcesOf(group),
        isBad: (source) => answerOf(source).isPublic,
        show(source) {
          const { isPublic, reason } = answerOf(source);
          return context.seeDerived(group, 'publicAddress', isPublic, false, `${sourceLabel(source)}, ${reason}`);
        },
        note: (bad) =>
          `The next instance gets a public address: ${bad.map((source) => `${sourceLabel(source)}, ${answerOf(source).reason}`).join('; ')}`,
      },
      context,
    );
  },
  fix: (group, context) => {
    const answerOf = answers(group, context);
    const [source] = offenders(context.topology.launch.sourcesOf(group), (each) => answerOf(each).isPublic) ?? [];
    const data = '{"NetworkInterfaces":[{"DeviceIndex":0,"AssociatePublicIpAddress":false,"Groups":["<security group of the group>"]}]}';
    return {
      cli: correctedLaunch(source && startFrom(source, group), data, group, context),
      terraform: 'network_interfaces { associate_public_ip_address = false, security_groups = […] }',
      cloudformation: 'NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: false, Groups: […] }]',
      effect:
        'Running instances keep their address until they are replaced; new ones need a NAT gateway or VPC endpoints for what they call.',
    };
  },
});
