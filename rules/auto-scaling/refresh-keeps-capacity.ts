import { defineRule, Type } from '#rule-kit';
import { carriesRequests, isJudgedGroup } from '../_lib/judged-group.ts';
import { latestRefresh } from '../_lib/refreshes.ts';

export default defineRule({
  id: 'auto-scaling.refresh-keeps-capacity',
  title: 'Instance refreshes keep most of the capacity in service',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['asg-instance-refresh'],
  references: ['wa:REL08-BP05', 'wa:REL08-BP04'],
  why: 'A refresh may take out all that its minimum healthy percentage leaves free, at once: below a half the rest serves twice the load, on a release that nobody has seen in service.',
  params: Type.Object(
    {
      minHealthyPercent: Type.Number({
        default: 50,
        minimum: 0,
        maximum: 100,
        description: 'Lowest share of the desired capacity in percent that a refresh may leave in service; AWS itself defaults to 90.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: ['autoscaling.instance-refresh'],
  appliesTo: (group) => isJudgedGroup(group) && carriesRequests(group),
  check(group, context) {
    const { params, pass, fail, see } = context;
    const { minHealthyPercent } = params;
    const policy = group.maintenancePolicy?.minHealthyPercentage ?? null;
    if (policy !== null && policy < minHealthyPercent)
      return fail(
        see(group, 'maintenancePolicy', { minHealthyPercentage: minHealthyPercent }),
        `Its maintenance policy lets replacements leave ${policy} % in service`,
      );
    // A refresh that names no percentage takes the policy's, else 90: those are known by now to do.
    const latest = latestRefresh(group, context);
    const chosen = latest?.minHealthyPercentage ?? null;
    if (latest === null || chosen === null) return pass('maintenancePolicy');
    const shown = see(latest, 'minHealthyPercentage', minHealthyPercent);
    return chosen >= minHealthyPercent
      ? pass('maintenancePolicy', see(latest, 'minHealthyPercentage'))
      : fail(shown, `Its last instance refresh could leave ${chosen} % in service`, [latest]);
  },
  fix: (group, { sh }) => ({
    cli: sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --instance-maintenance-policy MinHealthyPercentage=100,MaxHealthyPercentage=110 --region ${group.region}`,
    terraform:
      'instance_maintenance_policy { min_healthy_percentage = 100, max_healthy_percentage = 110 } and no lower instance_refresh.preferences.min_healthy_percentage',
    cloudformation: 'InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 110 }',
    effect: 'Replacements start before what they replace is ended. A refresh that names a percentage of its own still goes by that.',
  }),
});
