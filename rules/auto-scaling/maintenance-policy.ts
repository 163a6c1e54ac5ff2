import { defineRule, Type } from '#rule-kit';
import { carriesRequests, isJudgedGroup } from '../_lib/judged-group.ts';

export default defineRule({
  id: 'auto-scaling.maintenance-policy',
  title: 'A maintenance policy keeps nearly all capacity in service while instances are replaced',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['asg-instance-refresh'],
  references: ['wa:REL11-BP03', 'wa:REL08-BP05'],
  why: 'Without an instance maintenance policy an unhealthy instance, and one past its maximum lifetime, may be ended before its successor serves: capacity dips with every replacement.',
  params: Type.Object(
    {
      minHealthyPercent: Type.Number({
        default: 90,
        minimum: 0,
        maximum: 100,
        description: 'Lowest share of the desired capacity in percent that every replacement must leave in service.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: [],
  subsumedBy: ['auto-scaling.refresh-keeps-capacity'],
  appliesTo: (group) => isJudgedGroup(group) && carriesRequests(group),
  check(group, { params: { minHealthyPercent }, pass, fail }) {
    const percent = group.maintenancePolicy?.minHealthyPercentage ?? null;
    if (percent !== null && percent >= minHealthyPercent) return pass('maintenancePolicy');
    const expected = { minHealthyPercentage: minHealthyPercent, maxHealthyPercentage: 110 };
    return fail(
      { maintenancePolicy: expected },
      percent === null ? 'No maintenance policy says how much must stay in service' : `Replacements may leave ${percent} % in service`,
    );
  },
  fix: (group, { sh }) => ({
    cli: sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --instance-maintenance-policy MinHealthyPercentage=100,MaxHealthyPercentage=110 --region ${group.region}`,
    terraform: 'instance_maintenance_policy { min_healthy_percentage = 100, max_healthy_percentage = 110 }',
    cloudformation: 'InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 110 }',
    effect: 'For the time of a replacement the group runs, and pays for, one instance more.',
  }),
});
