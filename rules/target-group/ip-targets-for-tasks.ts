import { defineRule, matching, some, undecidable, type View } from '#rule-kit';
import { few } from '../_lib/few.ts';

/** Tasks with an interface of their own, as on Fargate always. */
function hasOwnInterfaces({ status, network }: View<'ecs.service'>): boolean {
  return status === 'ACTIVE' && network !== null;
}

export default defineRule({
  id: 'target-group.ip-targets-for-tasks',
  title: 'Tasks with an address of their own are registered by address',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['tg-type-ip-for-fargate'],
  references: ['wa:REL11-BP01'],
  why: 'Tasks on Fargate run on no instance of the account: in a group of instances they cannot be registered, and the service gets no requests.',
  subject: 'elbv2.target-group',
  reads: ['ecs.service'],
  appliesTo: (group, { referring }) => some(referring('ecs.service', 'targetGroups', group), hasOwnInterfaces),
  check(group, { pass, fail, see, referring }) {
    if (group.targetType === 'ip') return pass('targetType');
    if (!['instance', 'lambda', 'alb'].includes(group.targetType))
      return undecidable(group, 'unsupported', `the target type ${group.targetType} is not known to this version`);
    const services = matching(referring('ecs.service', 'targetGroups', group), hasOwnInterfaces);
    const names = few(services.map(({ key }) => key).sort());
    return fail(
      see(group, 'targetType', 'ip'),
      `Takes targets of type ${group.targetType}, but the tasks of ${names} have addresses`,
      services,
    );
  },
  fix: (group, { sh }) => ({
    cli: `${sh`aws elbv2 create-target-group --target-type ip --region ${group.region} --vpc-id ${() => group.keysOf('vpc')[0] ?? 'UNKNOWN'} --protocol ${() => group.protocol ?? 'HTTP'} --port ${() => group.port ?? 80}`} --name <new name> --health-check-path /health`,
    terraform: 'target_type = "ip" (the group is replaced)',
    cloudformation: 'TargetType: ip (the group is replaced)',
    effect: 'The type of a target group cannot be changed: point the listener and the service to a new one, then delete the old one.',
  }),
});
