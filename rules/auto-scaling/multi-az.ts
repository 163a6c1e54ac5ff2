import { atLeastDistinct, defineRule } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { seeZones, spanParams, spansZones, zonesInWords } from '../_lib/zone-span.ts';

export default defineRule({
  id: 'auto-scaling.multi-az',
  title: 'Auto Scaling groups span at least two zones',
  severity: 'high',
  invariants: ['asg-multi-az'],
  references: ['wa:REL10-BP01', 'config:AUTOSCALING_MULTIPLE_AZ', 'securityhub:AutoScaling.2'],
  why: 'A group in one zone loses every instance together with that zone and has nowhere to start new ones.',
  params: spanParams,
  subject: 'autoscaling.group',
  reads: ['ec2.subnet'],
  topology: ['zones'],
  appliesTo: isJudgedGroup,
  check(group, context) {
    const { all, topology, params, pass, fail, seeDerived } = context;
    const named = group.keysOf('subnets');
    // The zone names of a group outlive its subnets, so the subnets decide; without any, the default subnets of its zones do.
    const isDefault = ({ isDefaultForZone, zoneName }: { isDefaultForZone: boolean; zoneName: string }) =>
      isDefaultForZone && group.zoneNames.includes(zoneName);
    const isSpread =
      named.length > 0
        ? spansZones(params.minZones, named, context)
        : atLeastDistinct(params.minZones, all('ec2.subnet'), (subnet) => (isDefault(subnet) ? topology.zones.servedBy(subnet) : null));
    const evidence =
      named.length > 0
        ? seeZones(group, params.minZones, named, context)
        : seeDerived(
            group,
            'zoneNames',
            group.zoneNames,
            `at least ${params.minZones} zones`,
            'the group names no subnets: it uses the default subnets of these zones',
          );
    if (isSpread) return pass(evidence);
    return fail(
      evidence,
      named.length > 0
        ? `Can start instances in ${zonesInWords(evidence)}`
        : 'Its zones have too few default subnets to start instances in',
    );
  },
  fix(group, { sh }) {
    const subnets = group.keysOf('subnets').join(',');
    const update = sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --region ${group.region}`;
    return {
      cli: `${update} --vpc-zone-identifier ${subnets === '' ? '' : `${sh`${subnets}`},`}<subnet in another zone>`,
      terraform: 'vpc_zone_identifier = [one private subnet per zone]',
      cloudformation: 'VPCZoneIdentifier: [one private subnet per zone]',
      effect:
        'The group rebalances into the new zone: it starts instances there before it ends others. The load balancer must serve that zone too.',
    };
  },
});
