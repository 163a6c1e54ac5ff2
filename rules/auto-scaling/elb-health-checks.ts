import { defineRule, type Facts, offenders } from '#rule-kit';
import { isAttached, isJudgedGroup } from '../_lib/judged-group.ts';

/** Without any of these an unhealthy instance is not noticed, not taken out or not replaced. */
const replacing: readonly string[] = ['HealthCheck', 'ReplaceUnhealthy', 'Terminate', 'Launch'];

function suspended({ suspendedProcesses }: Facts<'autoscaling.group'>): readonly string[] {
  return suspendedProcesses.map(({ name }) => name).filter((name) => replacing.includes(name));
}

export default defineRule({
  id: 'auto-scaling.elb-health-checks',
  title: 'Groups behind a load balancer replace instances that fail its health checks',
  severity: 'high',
  invariants: ['asg-elb-health'],
  references: ['wa:REL11-BP01', 'wa:REL11-BP03', 'config:AUTOSCALING_GROUP_ELB_HEALTHCHECK_REQUIRED', 'securityhub:AutoScaling.1'],
  why: 'With EC2 status checks alone an instance whose application hangs stays in the group for ever: capacity is lost and nothing replaces it.',
  subject: 'autoscaling.group',
  reads: [],
  appliesTo: (group) => isJudgedGroup(group) && isAttached(group),
  check(group, { pass, fail, see, seeDerived }) {
    const types = (required: string, because: string) =>
      seeDerived(group, 'healthCheckTypes', group.healthCheckTypes, `with ${required}`, `the group is attached to ${because}`);
    const isMissing = (type: string) => !group.healthCheckTypes.includes(type);
    const defects = offenders(
      [
        {
          isPresent: () => group.targetGroupArns.length + group.classicLoadBalancerNames.length > 0 && isMissing('ELB'),
          evidence: () =>
            types('ELB', [...group.targetGroupArns.map((arn) => arn.split('/')[1] ?? arn), ...group.classicLoadBalancerNames].join(', ')),
          note: () =>
            `Only ${group.healthCheckTypes.join(' and ')} checks replace instances: one that its load balancer finds unhealthy stays`,
        },
        {
          isPresent: () => group.latticeTargetGroupArns.length > 0 && isMissing('VPC_LATTICE'),
          evidence: () => types('VPC_LATTICE', group.latticeTargetGroupArns.join(', ')),
          note: () => `Only ${group.healthCheckTypes.join(' and ')} checks replace instances: one that VPC Lattice finds unhealthy stays`,
        },
        {
          isPresent: () => suspended(group).length > 0,
          evidence: () => see(group, 'suspendedProcesses', []),
          note: () => `${suspended(group).join(', ')} is suspended, so nothing replaces an unhealthy instance`,
        },
      ],
      ({ isPresent }) => isPresent(),
    );
    if (defects === null) return pass('healthCheckTypes');
    const [first, ...others] = defects;
    return fail([first.evidence(), ...others.map(({ evidence }) => evidence())], defects.map(({ note }) => note()).join('; '));
  },
  fix(group, { sh }) {
    const elb = group.targetGroupArns.length + group.classicLoadBalancerNames.length > 0 ? ['ELB'] : [];
    const lattice = group.latticeTargetGroupArns.length > 0 ? ['VPC_LATTICE'] : [];
    const missing = [...elb, ...lattice].filter((type) => !group.healthCheckTypes.includes(type));
    const types = [...group.healthCheckTypes.filter((type) => type !== 'EC2'), ...missing].join(',');
    const name = sh`--auto-scaling-group-name ${group.key} --region ${group.region}`;
    const update = missing.length > 0 ? [`aws autoscaling update-auto-scaling-group ${name} ${sh`--health-check-type ${types}`}`] : [];
    const stopped = suspended(group);
    const resume = stopped.length > 0 ? [`aws autoscaling resume-processes ${name} --scaling-processes ${stopped.join(' ')}`] : [];
    return {
      cli: [...update, ...resume].join(' && '),
      terraform: `health_check_type = "${types}"${stopped.length > 0 ? ` and no ${stopped.join(' or ')} in suspended_processes` : ''}`,
      cloudformation: `HealthCheckType: ${types}`,
      effect: 'Instances that fail now are replaced as soon as their grace period is over: make sure first that it covers the boot.',
    };
  },
});
