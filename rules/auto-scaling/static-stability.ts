import { defineRule, Type } from '#rule-kit';
import { subnetsByZone } from '../_lib/group-zones.ts';
import { carriesRequests, isJudgedGroup } from '../_lib/judged-group.ts';
import { keptCpuPercent, loadAfter, zoneLossOf } from '../_lib/zone-loss.ts';

export default defineRule({
  id: 'auto-scaling.static-stability',
  title: 'The remaining zones carry the whole load without a new instance',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['asg-n-minus-one'],
  references: ['wa:REL11-BP05'],
  why: 'In the hour in which a zone fails everybody starts instances in the others: capacity that has yet to be started may come late or not at all.',
  params: Type.Object(
    {
      maxLoadPercent: Type.Number({
        default: 100,
        exclusiveMinimum: 0,
        description:
          'CPU utilization in percent up to which the remaining instances carry the whole load: a target of 50 in two zones, 66 in three.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: ['autoscaling.policy', 'ec2.subnet'],
  topology: ['zones'],
  subsumedBy: ['auto-scaling.multi-az', 'auto-scaling.min-size', 'auto-scaling.n-minus-one'],
  // Only a CPU target says which share of an instance the load takes.
  appliesTo: (group, context) =>
    isJudgedGroup(group) && carriesRequests(group) && group.desiredCapacity > 0 && keptCpuPercent(group, context) !== null,
  check(group, context) {
    const { params, pass, fail, seeDerived } = context;
    const loss = zoneLossOf(group, subnetsByZone(group, context).size);
    const { percent, how } = loadAfter(loss, keptCpuPercent(group, context) ?? 0, group);
    const observed = Number.isFinite(percent) ? percent : null;
    const shown = seeDerived(group, 'loadAfterZoneLoss', observed, `at most ${params.maxLoadPercent}`, `${loss.how}; ${how}`);
    if (percent <= params.maxLoadPercent) return pass(shown);
    return fail(
      shown,
      observed === null ? 'Nothing remains when one zone is lost' : `Without a new instance those that remain would be at ${percent} % CPU`,
    );
  },
  fix: (group, { sh }) => ({
    cli: `${sh`aws autoscaling put-scaling-policy --auto-scaling-group-name ${group.key} --region ${group.region}`} --policy-name <policy> --policy-type TargetTrackingScaling --target-tracking-configuration <with a TargetValue of at most 50 in two zones, 66 in three>`,
    terraform: 'target_tracking_configuration { target_value = 50 in two zones, 66 in three }',
    cloudformation: 'TargetTrackingConfiguration.TargetValue: 50 in two zones, 66 in three',
    effect: 'The group runs, and costs, as much more all the time as the loss of a zone would take.',
  }),
});
