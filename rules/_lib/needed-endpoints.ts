import { type Context, type Facts, Known, offenders, some, undecidable, type View } from '#rule-kit';
import { definitionOf } from './ecs-service.ts';
import { isGateway, leadsTo } from './endpoints.ts';

export type Reads = 'ec2.route-table' | 'ec2.subnet' | 'ec2.vpc' | 'ec2.vpc-endpoint' | 'ecs.cluster' | 'ecs.task-definition';
export type Service = View<'ecs.service', Reads | 'ecs.service'>;
export type Judging = Pick<Context<'ecs.service', Reads, 'routing', never>, 'find' | 'referring' | 'topology'>;
type Subnet = View<'ec2.subnet', Reads | 'ecs.service'>;
type TaskContainer = Facts<'ecs.task-definition'>['containers'][number];

/** Something a task calls before or while it runs; any one of the services will do. */
export interface Need {
  readonly anyOf: readonly string[];
  readonly because: string;
}

export interface Missing extends Need {
  readonly subnet: Subnet;
}

const ecrImage = /^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)\//;

/** Ways by which a subnet without a way out may still reach endpoints in another network. */
const waysElsewhere: readonly string[] = ['transit-gateway', 'core-network', 'vpc-peering-connection', 'virtual-private-gateway'];

/** What a container surely calls: the registry of its image with the S3 that holds the layers, the place of its log, that of its secrets. */
function needsOf({ containerName, image, logDriver, secretNames }: TaskContainer, region: string): readonly Need[] {
  const isFromEcr = ecrImage.exec(image)?.[1] === region;
  const pull = `the image of ${containerName} is in ECR`;
  return [
    ...(isFromEcr ? ['ecr.api', 'ecr.dkr', 's3'].map((service) => ({ anyOf: [service], because: pull })) : []),
    ...(logDriver === 'awslogs' ? [{ anyOf: ['logs'], because: `${containerName} logs to CloudWatch` }] : []),
    ...(secretNames.length > 0 ? [{ anyOf: ['secretsmanager', 'ssm'], because: `${containerName} is given secrets` }] : []),
  ];
}

/** The subnets of the service from which nothing leads to public addresses. */
export function isolatedSubnets(service: Service, { find, topology: { routing } }: Judging): Known<Subnet> {
  const subnets = new Known<Subnet>();
  subnets.each(
    () => service.keysOf('subnets'),
    (key) => {
      const subnet = find('ec2.subnet', key);
      if (subnet !== null && routing.exposureOf(subnet) === 'isolated') subnets.add(subnet);
    },
  );
  return subnets;
}

function isServed(service: string, subnet: Subnet, { referring, topology: { routing } }: Judging): boolean {
  return some(referring('ec2.vpc-endpoint', 'vpc', subnet.vpc), (endpoint) => {
    if (!leadsTo(service, endpoint)) return false;
    return !isGateway(endpoint) || endpoint.keysOf('routeTables').includes(routing.tableOf(subnet).table.key);
  });
}

/** Needs that no endpoint of the VPC serves; throws where another network may serve them. */
export function missingEndpoints(service: Service, judging: Judging): readonly Missing[] {
  const needs = definitionOf(service).containers.flatMap((container) => needsOf(container, service.region));
  const wanted = new Known<Missing>();
  const subnets = isolatedSubnets(service, judging);
  wanted.addGaps(subnets.gaps);
  for (const subnet of subnets.items) for (const need of needs) wanted.add({ ...need, subnet });
  const isMissing = ({ anyOf, subnet }: Missing) => {
    if (some(anyOf, (name) => isServed(name, subnet, judging))) return false;
    const { table } = judging.topology.routing.tableOf(subnet);
    const way = table.routes.find(({ state, targetType }) => state === 'active' && waysElsewhere.includes(targetType));
    if (way === undefined) return true;
    return undecidable(
      subnet,
      'no-evidence',
      `${anyOf.join(' or ')} may be reached through ${way.targetId ?? way.targetType}, behind which nothing is seen`,
    );
  };
  return offenders(wanted, isMissing) ?? [];
}
