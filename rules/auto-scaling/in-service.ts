import { defineRule, some } from '#rule-kit';
import { countsInstances, hasWeight, weightOf } from '../_lib/capacity-units.ts';
import { few } from '../_lib/few.ts';
import { isLeaving } from '../_lib/fleet.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { isArriving, isInService } from '../_lib/lifecycle.ts';

export default defineRule({
  id: 'auto-scaling.in-service',
  title: 'As much capacity is in service as a group is meant to have',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['asg-in-service'],
  references: ['wa:REL06-BP01', 'wa:REL11-BP01'],
  why: 'A group that cannot start what it wants is short today, and gets nothing back after the next failure: an image that is gone, no quota, no capacity, no free address.',
  subject: 'autoscaling.group',
  reads: ['autoscaling.activity'],
  appliesTo: isJudgedGroup,
  check(group, { referring, pass, fail, unknown, seeDerived }) {
    const { desiredCapacity, instances } = group;
    const serving = instances.filter(isInService);
    // An instance is worth at least one unit, however units are counted.
    const capacity = serving.reduce((units, { instanceId }) => units + weightOf(instanceId, group), 0);
    const others = instances
      .filter((member) => !isInService(member))
      .map(({ instanceId, lifecycleState }) => `${instanceId} is ${lifecycleState}`);
    const units = countsInstances(group) ? '' : ` of ${capacity} units`;
    const derivation = [
      `${serving.length} of ${instances.length} instances${units} are InService; desired capacity ${desiredCapacity}`,
      ...(others.length > 0 ? [few(others.sort())] : []),
    ].join('; ');
    const shown = seeDerived(group, 'inService', capacity, `at least ${desiredCapacity}`, derivation);
    if (capacity >= desiredCapacity) return pass(shown);
    if (!countsInstances(group) && serving.some(({ instanceId }) => !hasWeight(instanceId, group)))
      return unknown('no-evidence', 'AWS does not say how many units each instance counts for', shown);
    const isLaunching = () =>
      some(referring('autoscaling.activity', 'group', group), ({ action, endedAt }) => action === 'launch' && endedAt === null);
    if (instances.some((member) => isArriving(member) || isLeaving(member)) || isLaunching())
      return unknown('transitional', 'instances are on their way in or out', shown);
    return fail(
      shown,
      `Only ${capacity} of ${desiredCapacity} ${countsInstances(group) ? 'instances' : 'units'} are in service, and no instance is on its way`,
    );
  },
  fix: (group, { sh }) => ({
    cli: sh`aws autoscaling describe-scaling-activities --auto-scaling-group-name ${group.key} --max-items 20 --region ${group.region}`,
    effect: 'None: the status messages of the activities that failed say what keeps instances from starting.',
  }),
});
