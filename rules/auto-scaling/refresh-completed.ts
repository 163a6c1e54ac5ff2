import { defineRule } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { latestRefresh } from '../_lib/refreshes.ts';

export default defineRule({
  id: 'auto-scaling.refresh-completed',
  title: 'The last instance refresh of a group went through',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['asg-instance-refresh'],
  references: ['wa:REL08-BP05'],
  why: 'A refresh that broke off leaves instances of two releases side by side, and a template that may not start: the next replacement shows it.',
  subject: 'autoscaling.group',
  reads: ['autoscaling.instance-refresh'],
  appliesTo: isJudgedGroup,
  check(group, context) {
    const { pass, fail, unknown, see, seeDerived } = context;
    const latest = latestRefresh(group, context);
    if (latest === null) return pass(seeDerived(group, 'instanceRefreshes', 0, 'none that failed', 'AWS lists no refresh of the group'));
    switch (latest.status) {
      case 'Successful':
      case 'Cancelled':
      case 'RollbackSuccessful':
        return pass(see(latest, 'status'));
      case 'Failed':
      case 'RollbackFailed':
        return fail(
          see(latest, 'status', 'Successful'),
          `Its last instance refresh, started ${latest.startedAt ?? 'lately'}, ended as ${latest.status}`,
          [latest],
        );
      case 'Pending':
      case 'InProgress':
      case 'Baking':
      case 'Cancelling':
      case 'RollbackInProgress':
        return unknown('transitional', 'an instance refresh is under way', see(latest, 'status'));
      default:
        return unknown('unsupported', `the status ${latest.status} of an instance refresh is not understood`, see(latest, 'status'));
    }
  },
  fix: (group, { sh }) => ({
    cli: sh`aws autoscaling describe-instance-refreshes --auto-scaling-group-name ${group.key} --max-items 1 --region ${group.region}`,
    effect: 'None: its status reason says what failed. Start the refresh anew once that is put right.',
  }),
});
