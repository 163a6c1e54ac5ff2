import { defineRule, type View } from '#rule-kit';
import { carriesRequests, isJudgedGroup } from '../_lib/judged-group.ts';
import { inWords, resume, suspendedAmong } from '../_lib/suspended.ts';

/** Without these a group serves on, and neither follows its load nor gets back to an even spread. */
const scaling: readonly string[] = ['AlarmNotification', 'AZRebalance', 'ScheduledActions', 'InstanceRefresh'];

/** Rebalancing ends instances that work: runners of jobs and nodes of a Kubernetes cluster are rightly kept from it. */
function suspended(group: View<'autoscaling.group'>): readonly string[] {
  return suspendedAmong(carriesRequests(group) ? scaling : scaling.filter((process) => process !== 'AZRebalance'), group);
}

export default defineRule({
  id: 'auto-scaling.no-suspended-scaling',
  title: 'No process that scales, spreads or refreshes instances is suspended',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['asg-no-suspended'],
  references: ['wa:REL07-BP01', 'wa:REL11-BP03'],
  why: 'A group that hears no alarms does not grow with its load, and one that does not rebalance stays crowded in the zones that were left after an outage.',
  subject: 'autoscaling.group',
  reads: [],
  appliesTo: isJudgedGroup,
  check(group, { pass, fail, see }) {
    const found = suspended(group);
    return found.length === 0
      ? pass('suspendedProcesses')
      : fail(see(group, 'suspendedProcesses', []), `Suspended: ${inWords(found, group)}`);
  },
  fix: (group, context) => resume(suspended(group), group, context),
});
