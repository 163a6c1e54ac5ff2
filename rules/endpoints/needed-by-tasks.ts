import { defineRule, some } from '#rule-kit';
import { isMeantToRun, isOnFargate } from '../_lib/ecs-service.ts';
import { isolatedSubnets, missingEndpoints } from '../_lib/needed-endpoints.ts';
import { keysOf } from '../_lib/tier-subnets.ts';

export default defineRule({
  id: 'endpoints.needed-by-tasks',
  title: 'Fargate tasks without a way out have the endpoints they cannot start without',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['vpce-interface-set'],
  references: ['wa:REL02-BP02', 'config:SERVICE_VPC_ENDPOINT_ENABLED', 'securityhub:EC2.55'],
  why: 'Tasks that run were started when the way was still there; the next one, after a failure or a deployment, cannot pull its image, read its secrets or open its log, and the service shrinks to nothing.',
  subject: 'ecs.service',
  reads: ['ec2.route-table', 'ec2.subnet', 'ec2.vpc', 'ec2.vpc-endpoint', 'ecs.cluster', 'ecs.task-definition'],
  topology: ['routing'],
  // Where NAT or another network leads out, endpoints are a choice.
  appliesTo: (service, context) => isMeantToRun(service) && isOnFargate(service) && some(isolatedSubnets(service, context), () => true),
  check(service, context) {
    const { fail, pass, seeDerived } = context;
    const missing = missingEndpoints(service, context);
    const subnets = isolatedSubnets(service, context).items;
    if (missing.length === 0)
      return pass(
        seeDerived(
          service,
          'missingEndpoints',
          [],
          [],
          `${keysOf(subnets).join(', ')} without a way out: what the containers call is served by endpoints`,
        ),
      );
    const names = [...new Set(missing.map(({ anyOf }) => anyOf.join(' or ')))].sort();
    const reasons = missing.map(({ anyOf, because, subnet }) => `${anyOf.join(' or ')} in ${subnet.key}: ${because}`);
    return fail(
      seeDerived(service, 'missingEndpoints', names, [], [...new Set(reasons)].sort().join('; ')),
      `The next task cannot start: no endpoint for ${names.join(', ')} and no other way out`,
      [...new Map(missing.map(({ subnet }) => [subnet.key, subnet])).values()],
    );
  },
  fix(service, context) {
    const { sh } = context;
    const [first] = missingEndpoints(service, context);
    if (first === undefined) return {};
    const [name = ''] = first.anyOf;
    const create = sh`aws ec2 create-vpc-endpoint --region ${service.region} --vpc-id ${() => first.subnet.keysOf('vpc').join()} --service-name ${`com.amazonaws.${service.region}.${name}`}`;
    const { table } = context.topology.routing.tableOf(first.subnet);
    return {
      cli:
        name === 's3'
          ? `${create} --vpc-endpoint-type Gateway --route-table-ids ${sh`${table.key}`}`
          : `${create} --vpc-endpoint-type Interface --private-dns-enabled --subnet-ids <one per zone> --security-group-ids <group that admits the tasks on 443>`,
      terraform: 'aws_vpc_endpoint per service that is named',
      cloudformation: 'AWS::EC2::VPCEndpoint per service that is named',
      effect: 'None for what runs. Repeat for each service that is named; interface endpoints have an hourly price per zone.',
    };
  },
});
