import { defineRule } from '#rule-kit';
import { isActive, updateService } from '../_lib/ecs-service.ts';

export default defineRule({
  id: 'ecs.no-public-ip',
  title: 'Tasks of ECS services get no public address',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['ecs-private-no-public-ip'],
  references: ['wa:SEC05-BP01', 'securityhub:ECS.2'],
  why: 'A task with a public address is one security group away from the internet, past the load balancer and everything that guards it.',
  subject: 'ecs.service',
  reads: [],
  // On the network of their instances, tasks have no address of their own.
  appliesTo: (service) => isActive(service) && service.network !== null,
  check(service, { pass, fail, unknown }) {
    const { network } = service;
    // What a service does not say is DISABLED.
    switch (network?.assignPublicIp ?? 'DISABLED') {
      case 'DISABLED':
        return pass('network');
      case 'ENABLED':
        return fail({ network: { assignPublicIp: 'DISABLED' } }, 'Every new task gets a public address');
      default:
        return unknown('unsupported', `the setting ${network?.assignPublicIp ?? ''} is not understood`, 'network');
    }
  },
  fix(service, { sh }) {
    const groups = service.keysOf('securityGroups').join(',');
    const network = `awsvpcConfiguration={subnets=[PRIVATE_SUBNET_PER_ZONE],securityGroups=[${groups}],assignPublicIp=DISABLED}`;
    return {
      cli: `${updateService(service, sh)} ${sh`--network-configuration ${network}`}`,
      terraform: 'network_configuration { assign_public_ip = false }',
      cloudformation: 'NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: DISABLED } }',
      effect:
        'A deployment replaces every task. Without a NAT gateway or endpoints for ECR, S3 and logs, the new ones cannot pull their image.',
    };
  },
});
