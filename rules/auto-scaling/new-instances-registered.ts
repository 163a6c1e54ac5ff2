import { defineRule } from '#rule-kit';
import { isAttached, isJudgedGroup } from '../_lib/judged-group.ts';
import { inWords, resume, suspendedAmong } from '../_lib/suspended.ts';

const registering: readonly string[] = ['AddToLoadBalancer'];

export default defineRule({
  id: 'auto-scaling.new-instances-registered',
  title: 'New instances of a group are registered with its load balancer',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['asg-no-suspended'],
  references: ['wa:REL11-BP03'],
  why: 'While registration is suspended every instance that is started gets no traffic: after enough replacements the load balancer has no target left.',
  subject: 'autoscaling.group',
  reads: [],
  appliesTo: (group) => isJudgedGroup(group) && isAttached(group),
  check(group, { pass, fail, see }) {
    const suspended = suspendedAmong(registering, group);
    return suspended.length === 0
      ? pass('suspendedProcesses')
      : fail(see(group, 'suspendedProcesses', []), `New instances get no traffic while suspended: ${inWords(suspended, group)}`);
  },
  fix: (group, context) => ({
    ...resume(registering, group, context),
    effect: 'Instances that were started meanwhile are not registered: do that by hand with aws elbv2 register-targets, or replace them.',
  }),
});
