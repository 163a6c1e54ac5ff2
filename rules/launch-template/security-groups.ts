import { defineRule, ifKnown, offenders } from '#rule-kit';
import { judgeLaunches } from '../_lib/judge-launches.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { sourceLabel, startFrom } from '../_lib/launched.ts';
import { foreignGroups, groupsText, isInForeignGroup } from '../_lib/launched-groups.ts';
import { correctedLaunch } from '../_lib/template-fix.ts';

export default defineRule({
  id: 'launch-template.security-groups',
  title: 'Groups start instances in security groups of their own tier',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['lt-sg-is-app-sg'],
  references: ['wa:SEC05-BP02', 'securityhub:EC2.2'],
  why: 'The chain from load balancer to application to data holds only for instances that carry the group it names: in a default or foreign group they are unreachable, or open to whatever else is in it.',
  subject: 'autoscaling.group',
  reads: ['ec2.launch-template-version', 'ec2.security-group'],
  topology: ['launch', 'tiers'],
  appliesTo: isJudgedGroup,
  subsumedBy: ['security-groups.tier-distinct'],
  check: (group, context) =>
    judgeLaunches(
      {
        launches: () => context.topology.launch.sourcesOf(group),
        isBad: (source) => isInForeignGroup(source, group, context),
        show: (source) =>
          context.seeDerived(
            group,
            'securityGroups',
            groupsText(source, group, context),
            'groups of the application alone',
            sourceLabel(source),
          ),
        note: (bad) =>
          `The next instance starts in the wrong security groups: ${bad.map((source) => `${groupsText(source, group, context)} (${sourceLabel(source)})`).join('; ')}`,
        related: (bad) =>
          bad.flatMap((source) =>
            foreignGroups(source, group, context).flatMap((key) => ifKnown(() => context.find('ec2.security-group', key)) ?? []),
          ),
      },
      context,
    ),
  fix: (group, context) => {
    const [source] = offenders(context.topology.launch.sourcesOf(group), (each) => isInForeignGroup(each, group, context)) ?? [];
    return {
      cli: correctedLaunch(
        source && startFrom(source, group),
        '{"SecurityGroupIds":["<security group of the application>"]}',
        group,
        context,
      ),
      terraform: 'vpc_security_group_ids = [aws_security_group.app.id]',
      cloudformation: 'SecurityGroupIds: [the group of the application]',
      effect: 'Running instances keep their groups until they are replaced.',
    };
  },
});
