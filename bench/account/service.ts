import { createHash } from 'node:crypto';

/** Services that share a VPC with its subnets, route tables and gateways. */
export const servicesPerVpc = 8;

/** Instances of a service, in turn: many small groups and a few large ones. */
const instanceCounts = [3, 6, 4, 12, 8, 3, 24, 6];
const instancesOfLargeServices = 120;

/** One invented workload: load balancer, groups, database and cache. All about it follows from its number. */
export class Service {
  /** Over the whole account, from 0. */
  readonly number: number;
  /** Within its region, from 0. */
  readonly local: number;
  readonly account: string;
  readonly region: string;
  readonly name: string;

  constructor(number: number, local: number, account: string, region: string) {
    this.number = number;
    this.local = local;
    this.account = account;
    this.region = region;
    this.name = `svc-${String(number).padStart(6, '0')}`;
  }

  get instanceCount(): number {
    if (this.number % 64 === 63) return instancesOfLargeServices;
    return instanceCounts[this.number % instanceCounts.length] ?? 4;
  }

  /** True for one service in `every`: faults and variants are spread by it. */
  isEvery(every: number, offset = 0): boolean {
    return this.number % every === offset;
  }

  get isFirstInRegion(): boolean {
    return this.local === 0;
  }

  get isFirstInVpc(): boolean {
    return this.local % servicesPerVpc === 0;
  }

  /** Number of the first service of the same VPC: whatever the services of a VPC share carries it in its id. */
  get vpcNumber(): number {
    return this.number - (this.local % servicesPerVpc);
  }

  get zones(): readonly [string, string, string] {
    return [`${this.region}a`, `${this.region}b`, `${this.region}c`];
  }

  /** An id in the form of EC2, ascending with service and number. */
  id(prefix: string, number = 0): string {
    return idOf(prefix, this.number, number);
  }

  /** The same for what the VPC owns. */
  vpcId(prefix: string, number = 0): string {
    return idOf(prefix, this.vpcNumber, number);
  }

  /** Subnets by tier and zone: 0–2 public, 3–5 app, 6–8 data. */
  subnets(tier: 'public' | 'app' | 'data'): readonly string[] {
    const first = { public: 0, app: 3, data: 6 }[tier];
    return [0, 1, 2].map((zone) => this.vpcId('subnet', first + zone));
  }

  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${this.account}:${resource}`;
  }

  get balancerArn(): string {
    return this.arn('elasticloadbalancing', `loadbalancer/app/${this.name}/${this.hash('lb')}`);
  }

  targetGroupArn(colour: 'blue' | 'green'): string {
    return this.arn('elasticloadbalancing', `targetgroup/${this.name}-${colour}/${this.hash(colour)}`);
  }

  get keyArn(): string {
    return this.arn('kms', `key/${uuid(`${String(this.number).padStart(8, '0')}${this.hash('key')}`)}`);
  }

  /** 16 hexadecimal digits that compress as badly as real ones. */
  hash(salt: string): string {
    return createHash('md5')
      .update(`${String(this.number)} ${salt}`)
      .digest('hex')
      .slice(0, 16);
  }

  get tags(): Readonly<Record<string, string>> {
    return {
      Name: this.name,
      Environment: this.isEvery(4) ? 'staging' : 'production',
      Team: `team-${String(this.number % 37)}`,
      Service: this.name,
    };
  }
}

function idOf(prefix: string, service: number, number: number): string {
  const digits = `${hex(service, 5)}${hex(number, 4)}`;
  return `${prefix}-0${digits}${createHash('md5').update(`${prefix}${digits}`).digest('hex').slice(0, 7)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function uuid(digits: string): string {
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20).padEnd(12, '0')].join('-');
}

/** The numbers from 0 up to `count`. */
export function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
