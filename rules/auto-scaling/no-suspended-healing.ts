import { defineRule } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { inWords, resume, suspendedAmong } from '../_lib/suspended.ts';

/** Without any of these a lost instance is not noticed, not taken out or not replaced. */
const healing: readonly string[] = ['Launch', 'Terminate', 'HealthCheck', 'ReplaceUnhealthy'];

export default defineRule({
  id: 'auto-scaling.no-suspended-healing',
  title: 'No process that replaces lost instances is suspended',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['asg-no-suspended'],
  references: ['wa:REL11-BP03'],
  why: 'A process that was suspended for a deployment and forgotten shows only when an instance dies: nothing takes its place.',
  subject: 'autoscaling.group',
  reads: [],
  // That rule names the same processes for groups behind a load balancer.
  subsumedBy: ['auto-scaling.elb-health-checks'],
  appliesTo: isJudgedGroup,
  check(group, { pass, fail, see }) {
    const suspended = suspendedAmong(healing, group);
    return suspended.length === 0
      ? pass('suspendedProcesses')
      : fail(see(group, 'suspendedProcesses', []), `Lost instances are not made up for while suspended: ${inWords(suspended, group)}`);
  },
  fix: (group, context) => resume(suspendedAmong(healing, group), group, context),
});
