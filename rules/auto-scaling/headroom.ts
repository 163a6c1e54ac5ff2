import { defineRule } from '#rule-kit';
import { resize } from '../_lib/resize.ts';
import { carriesRequests, isJudgedGroup } from '../_lib/judged-group.ts';

export default defineRule({
  id: 'auto-scaling.headroom',
  title: 'Groups may grow beyond the capacity they run on',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['asg-headroom'],
  references: ['wa:REL07-BP01', 'wa:REL07-BP03'],
  why: 'A group at its maximum cannot answer a rise in load, nor start instances for those that answer no longer but still count: the rest are overloaded.',
  subject: 'autoscaling.group',
  reads: [],
  // A maximum of none is a group that is parked, as one side of a blue/green pair is.
  appliesTo: (group) => isJudgedGroup(group) && carriesRequests(group) && group.maxSize > 0,
  check(group, { pass, fail, see, seeDerived }) {
    const { minSize, maxSize, desiredCapacity } = group;
    const room = maxSize - desiredCapacity;
    const shown = seeDerived(group, 'headroom', room, 'at least 1', `max size ${maxSize} - desired capacity ${desiredCapacity} = ${room}`);
    if (room > 0) return pass(shown);
    if (minSize < maxSize) return fail([shown, see(group, 'maxSize')], `Runs at its maximum of ${maxSize}: it cannot grow`);
    return fail([shown, see(group, 'minSize'), see(group, 'maxSize')], `Is fixed at ${maxSize}: minimum and maximum are the same`);
  },
  fix(group, { sh }) {
    const maxSize = Math.max(group.maxSize, group.desiredCapacity) * 2;
    return {
      cli: resize(group, { maxSize }, sh),
      terraform: `max_size = ${maxSize}`,
      cloudformation: `MaxSize: ${maxSize}`,
      effect: 'Nothing starts by itself; a scaling policy may start more instances than today, and their cost. Check service quotas too.',
    };
  },
});
