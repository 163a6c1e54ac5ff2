import { defineRule } from '#rule-kit';
import { byFirstCheck, byTargetAge } from '../_lib/boot-bounds.ts';
import { type BootContext, bootParams, bootReads, bootTag, byDeclaration, byLaunchHooks, type Group } from '../_lib/boot-time.ts';
import { isJudgedGroup, needsGrace } from '../_lib/judged-group.ts';

/** Best evidence first: what was declared, what was measured, then bounds. */
const witnesses = [byDeclaration, byLaunchHooks, byTargetAge, byFirstCheck];

export default defineRule({
  id: 'auto-scaling.grace-covers-boot',
  title: 'The grace period of a group covers the boot of its instances',
  severity: 'high',
  invariants: ['asg-grace-vs-coldstart'],
  references: ['wa:REL11-BP03', 'wa:REL11-BP01'],
  why: 'When the grace period ends before an instance has booted, health checks terminate it and its successors alike, and the group never gets back to capacity.',
  params: bootParams,
  subject: 'autoscaling.group',
  reads: bootReads,
  topology: ['launch'],
  appliesTo: (group) => isJudgedGroup(group) && needsGrace(group),
  check(group, context) {
    const grace = group.gracePeriodSeconds;
    for (const witness of witnesses) {
      const answer = witness(group, context);
      if (answer === null) continue;
      if ('unsure' in answer) return context.unknown('no-evidence', answer.unsure, 'gracePeriodSeconds');
      const { neededSeconds, how, seen = [] } = answer;
      const shown = context.seeDerived(group, 'gracePeriodSeconds', grace, `at least ${neededSeconds}`, how);
      if (!answer.isShort) return context.pass(shown, ...seen);
      return context.fail([shown, ...seen], `The grace period is ${grace} s where ${neededSeconds} s are needed: ${how}`);
    }
    return context.unknown(
      'no-evidence',
      `nothing tells how long an instance boots; declare it with the tag ${bootTag} on the group`,
      'gracePeriodSeconds',
    );
  },
  fix: (group, context) => {
    const seconds = wantedSeconds(group, context);
    return {
      cli: `${context.sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --region ${group.region}`} --health-check-grace-period ${seconds}`,
      terraform: `health_check_grace_period = ${seconds}`,
      cloudformation: `HealthCheckGracePeriod: ${seconds}`,
      effect: 'No interruption. An instance that fails for good right after its launch is replaced that much later.',
    };
  },
});

/** Of a boot that is only bounded, a command knows no number, but what the number is no less than. */
function wantedSeconds(group: Group, context: BootContext): string {
  for (const witness of witnesses) {
    const answer = witness(group, context);
    if (answer === null) continue;
    if ('unsure' in answer) break;
    const isBound = witness === byTargetAge || witness === byFirstCheck;
    return isBound ? `<${answer.neededSeconds} or more: 1.5 times the boot time in seconds>` : String(answer.neededSeconds);
  }
  return '<1.5 times the boot time in seconds>';
}
