import { defineRule, Type } from '#rule-kit';
import { EarlyDeaths } from '../_lib/early-deaths.ts';
import { few } from '../_lib/few.ts';
import { isJudgedGroup, needsGrace } from '../_lib/judged-group.ts';

export default defineRule({
  id: 'auto-scaling.no-launch-loop',
  title: 'Load balancer health checks do not terminate instances right after their grace period',
  severity: 'high',
  invariants: ['asg-crash-loop'],
  references: ['wa:REL11-BP03', 'wa:REL11-BP01'],
  why: 'Instances that are terminated before they ever served prove a grace period that is too short or a release that does not start: the group loops below its capacity.',
  params: Type.Object(
    {
      instances: Type.Integer({
        default: 2,
        minimum: 1,
        description: 'Instances lost this way that make a loop; a single one may have broken by itself.',
      }),
      windowHours: Type.Number({
        default: 24,
        exclusiveMinimum: 0,
        description: 'Hours before the time of the audit in which they ended; AWS keeps activities for six weeks.',
      }),
      slackSeconds: Type.Number({
        default: 180,
        minimum: 0,
        description: 'Seconds that launching, polling and terminating add to the life of an instance that was never healthy.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: ['autoscaling.activity', 'elbv2.target-group'],
  appliesTo: (group) => isJudgedGroup(group) && needsGrace(group),
  check(group, { params: { instances, windowHours, slackSeconds }, asOf, find, referring, pass, fail, seeDerived }) {
    const deaths = new EarlyDeaths(() => referring('autoscaling.activity', 'group', group), asOf - windowHours * 3_600_000);
    const show = (ids: readonly string[], how: string) =>
      seeDerived(group, 'terminatedAfterLaunch', ids.length, `fewer than ${instances} in ${windowHours} h`, how);
    const looping = (ids: readonly string[], detectionSeconds: number) => {
      const [grace, names] = [group.gracePeriodSeconds, few(ids)];
      const limit = `${grace} s grace + ${detectionSeconds} s to be found unhealthy + ${slackSeconds} s = ${grace + detectionSeconds + slackSeconds} s`;
      const how = `${names}: ended by a load balancer health check within ${limit} of their launch`;
      return fail(show(ids, how), `Health checks ended ${ids.length} instances right after their launch within ${windowHours} h: ${names}`);
    };
    // What died even sooner than any health check takes decides without the target groups.
    const soonest = group.gracePeriodSeconds + slackSeconds;
    const proven = deaths.known(soonest);
    if (proven.length >= instances) return looping(proven, 0);
    const suspects = deaths.all(Infinity);
    if (suspects.length < instances) return pass(show(suspects, 'instances that a load balancer health check ended'));
    const detection = group.targetGroupArns.map((arn) => {
      const targetGroup = find('elbv2.target-group', arn);
      return (targetGroup?.unhealthyThresholdCount ?? 0) * (targetGroup?.healthCheckIntervalSeconds ?? 0);
    });
    const slowest = Math.max(0, ...detection);
    const all = deaths.all(soonest + slowest);
    if (all.length >= instances) return looping(all, slowest);
    return pass(show(all, `the others lived longer than ${soonest + slowest} s`));
  },
  fix: (group, { sh }) => ({
    cli: `${sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --region ${group.region}`} --health-check-grace-period <1.5 times the boot time in seconds>`,
    terraform: 'health_check_grace_period',
    cloudformation: 'HealthCheckGracePeriod',
    effect: 'No interruption. If a release that does not start is the cause, roll it back instead.',
  }),
});
