import { defineRule } from '#rule-kit';
import { isReplicated, updateService } from '../_lib/ecs-service.ts';
import { spanOfSubnets, spanParams, spansZones } from '../_lib/zone-span.ts';

export default defineRule({
  id: 'ecs.multi-az-subnets',
  title: 'ECS services can start tasks in at least two zones',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['ecs-multi-az-subnets'],
  references: ['wa:REL10-BP01'],
  why: 'A service whose subnets all stand in one zone loses every task together with that zone and has nowhere to start new ones.',
  params: spanParams,
  thresholds: { strict: { minZones: 3 } },
  subject: 'ecs.service',
  reads: ['ec2.subnet'],
  topology: ['zones'],
  // On the network of their instances, tasks stand where the Auto Scaling group of those puts them.
  appliesTo: (service) => isReplicated(service) && service.network !== null,
  check(service, context) {
    const subnets = service.keysOf('subnets');
    const isSpread = spansZones(context.params.minZones, subnets, context);
    const { evidence, inWords } = spanOfSubnets(service, context.params.minZones, subnets, context);
    return isSpread ? context.pass(evidence) : context.fail(evidence, `Can start tasks in ${inWords}`);
  },
  fix(service, { sh }) {
    const [subnets, groups] = [service.keysOf('subnets').join(','), service.keysOf('securityGroups').join(',')];
    const publicIp = service.network?.assignPublicIp ?? 'DISABLED';
    const network = `awsvpcConfiguration={subnets=[${subnets},SUBNET_IN_ANOTHER_ZONE],securityGroups=[${groups}],assignPublicIp=${publicIp}}`;
    return {
      cli: `${updateService(service, sh)} ${sh`--network-configuration ${network}`}`,
      terraform: 'network_configuration { subnets = [one private subnet per zone] }',
      cloudformation: 'NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [one private subnet per zone] } }',
      effect: 'A deployment replaces every task. The load balancer must be enabled in the new zone too.',
    };
  },
});
