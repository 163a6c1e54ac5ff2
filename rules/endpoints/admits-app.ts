import { defineRule, some } from '#rule-kit';
import { admission } from '../_lib/admission.ts';
import { isInService, serviceOf } from '../_lib/endpoints.ts';

/** Services that are spoken to over HTTPS alone; others listen on ports of their own. */
const httpsServices: readonly string[] = [
  'autoscaling',
  'cloudformation',
  'ec2',
  'ec2messages',
  'ecr.api',
  'ecr.dkr',
  'ecs',
  'ecs-agent',
  'ecs-telemetry',
  'elasticloadbalancing',
  'events',
  'execute-api',
  'kinesis-streams',
  'kms',
  'lambda',
  'logs',
  'monitoring',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'ssmmessages',
  'states',
  'sts',
  'xray',
];
const https = { port: 443, transport: 'tcp' } as const;

export default defineRule({
  id: 'endpoints.admits-app',
  title: 'Security groups of interface endpoints let the app tier in on 443',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['vpce-sg-from-app'],
  references: ['wa:SEC05-BP02', 'wa:REL02-BP02'],
  why: 'With its private name an endpoint takes every call to the service: where its groups admit nobody, servers get no secret, no image and no key, NAT gateway or not.',
  subject: 'ec2.vpc-endpoint',
  reads: ['ec2.vpc'],
  topology: ['securityPaths', 'subnetTiers'],
  appliesTo: (endpoint, { topology: { subnetTiers } }) =>
    endpoint.endpointType === 'Interface' &&
    endpoint.isRequesterManaged !== true &&
    httpsServices.includes(serviceOf(endpoint) ?? '') &&
    isInService(endpoint) &&
    endpoint.keysOf('securityGroups').length > 0 &&
    some(subnetTiers.subnetsOf('app', endpoint.vpc), () => true),
  check(endpoint, { fail, pass, seeDerived, topology: { securityPaths } }) {
    const end = { groups: endpoint.keysOf('securityGroups'), subnets: endpoint.keysOf('subnets'), place: endpoint };
    const isReachable = securityPaths.isReachable(end, https.port);
    const openings = securityPaths.openings(end, https.port);
    if (isReachable) return pass(seeDerived(endpoint, 'ingress', openings, null, 'admits compute whose groups let it out'));
    return fail(
      seeDerived(
        endpoint,
        'ingress',
        openings.length === 0 ? 'nothing opens tcp 443' : openings,
        'a group of the app tier as source',
        'admits no compute whose groups let it out',
      ),
      `No group of the app tier reaches ${serviceOf(endpoint) ?? 'the service'} through the endpoint`,
    );
  },
  fix: (endpoint, { sh }) =>
    admission('ingress', https, { group: endpoint.keysOf('securityGroups')[0] ?? '', peer: '<app-group>', region: endpoint.region }, sh),
});
