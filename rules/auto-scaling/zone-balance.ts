import { defineRule, Type } from '#rule-kit';
import { heaviestWeight, weightOf } from '../_lib/capacity-units.ts';
import { isLeaving } from '../_lib/fleet.ts';
import { subnetsByZone } from '../_lib/group-zones.ts';
import { isJudgedGroup, isKubernetesNodeGroup } from '../_lib/judged-group.ts';
import { isArriving, isInService } from '../_lib/lifecycle.ts';

export default defineRule({
  id: 'auto-scaling.zone-balance',
  title: 'Running instances of a group are spread evenly over its zones',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['asg-az-balance'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP05'],
  why: 'What a zone takes down with it is what stands in it: a group that is crowded into one zone loses most of its capacity there, whatever its subnets promise.',
  params: Type.Object(
    {
      maxInstanceDifference: Type.Integer({
        default: 1,
        minimum: 1,
        description:
          'Instances that the fullest zone may have more than the emptiest; Auto Scaling itself settles at 1. Where instances are weighted, times the heaviest weight.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: ['ec2.subnet'],
  topology: ['zones'],
  // Which node of a Kubernetes cluster goes is decided by what runs on it, not by the group.
  appliesTo: (group) => isJudgedGroup(group) && group.maxSize > 1 && !isKubernetesNodeGroup(group),
  check(group, context) {
    const { params, topology, pass, fail, unknown, seeDerived } = context;
    const capacity = new Map([...subnetsByZone(group, context).keys()].map((zone) => [zone, 0]));
    for (const member of group.instances.filter(isInService)) {
      const zone = topology.zones.idOf(member.zoneName, group) ?? member.zoneName;
      capacity.set(zone, (capacity.get(zone) ?? 0) + weightOf(member.instanceId, group));
    }
    const counts = [...capacity].sort(([a], [b]) => (a < b ? -1 : 1));
    const [most, least] = [Math.max(0, ...capacity.values()), Math.min(...capacity.values(), Infinity)];
    const allowed = params.maxInstanceDifference * heaviestWeight(group);
    const difference = most - Math.min(most, least);
    const inWords = counts.map(([zone, units]) => `${units} in ${zone}`).join(', ');
    const shown = seeDerived(
      group,
      'zoneDifference',
      difference,
      `at most ${allowed}`,
      `in service: ${inWords || 'nothing'}; ${most} - ${most - difference} = ${difference}`,
    );
    if (difference <= allowed) return pass(shown);
    if (group.instances.some((member) => isArriving(member) || isLeaving(member)))
      return unknown('transitional', 'instances are on their way in or out', shown);
    return fail(shown, `Its instances stand unevenly: ${inWords}`);
  },
  fix: (group, { sh }) => ({
    cli: `${sh`aws autoscaling resume-processes --auto-scaling-group-name ${group.key} --region ${group.region}`} --scaling-processes AZRebalance`,
    terraform: 'suspended_processes without AZRebalance',
    effect:
      'The group starts instances in the emptier zones before it ends others. If that process runs already, look for failed launches and for instances that are protected from scale-in.',
  }),
});
