import type { Result, Workload } from '../../src/model/report.ts';
import { account, complete, evidence, failing, gap, region, resource, type RuleText } from './report-builder.ts';

export const arn = (service: string, tail: string) => `arn:aws:${service}:${region}:${account}:${tail}`;
const rule = (severity: RuleText['severity'], invariant: string, reference: string, title: string, why: string): RuleText => ({
  title,
  why,
  severity,
  invariants: [invariant],
  references: [reference],
});

export const rules = {
  'auto-scaling.grace-covers-boot': rule(
    'high',
    'asg-grace-vs-coldstart',
    'wa:REL11-BP05',
    'The health check grace period covers the boot time',
    'An instance that is still booting is taken for a dead one, terminated and started again, without end.',
  ),
  'launch-template.imdsv2': rule(
    'high',
    'lt-imdsv2',
    'securityhub:EC2.170',
    'Launch templates in use require IMDSv2',
    'A request forged by an attacker can read the credentials of the instance.',
  ),
  'network.nat-per-zone': rule(
    'high',
    'nat-per-az',
    'wa:REL10-BP01',
    'Every zone with private subnets has its own NAT gateway',
    'When the zone of the only NAT gateway fails, every other zone loses its way to the internet.',
  ),
  'rds.instance-multi-az': rule(
    'critical',
    'rds-multi-az',
    'securityhub:RDS.5',
    'Database instances keep a standby in a second zone',
    'When the zone of a single-AZ instance fails, the database is down until someone restores it.',
  ),
  'security-groups.world-only-on-load-balancer': rule(
    'critical',
    'sg-world-only-on-alb',
    'securityhub:EC2.19',
    'Only load balancers are open to the world',
    'Whoever reaches an instance directly goes around the load balancer, its certificates and its firewall.',
  ),
  'compute.volumes-encrypted': rule(
    'medium',
    'ebs-encrypted',
    'securityhub:EC2.3',
    'Volumes are encrypted',
    'A copied snapshot of the volume can be read by whoever gets hold of it.',
  ),
} as const;

export const orders = resource('rds.instance', 'AWS::RDS::DBInstance', arn('rds', 'db:orders-db'), 'orders-db');
export const reports = resource('rds.instance', 'AWS::RDS::DBInstance', arn('rds', 'db:reports-db'), 'reports-db');
export const web = resource(
  'autoscaling.group',
  'AWS::AutoScaling::AutoScalingGroup',
  arn('autoscaling', 'autoScalingGroup:5b8c:autoScalingGroupName/ha-web'),
  'ha-web',
);
export const template = resource('ec2.launch-template', 'AWS::EC2::LaunchTemplate', arn('ec2', 'launch-template/lt-0f3a'), 'ha-web');
export const vpc = resource('ec2.vpc', 'AWS::EC2::VPC', arn('ec2', 'vpc/vpc-0a1b2c3d'), 'ha-vpc');
const sshGroup = resource('ec2.security-group', 'AWS::EC2::SecurityGroup', arn('ec2', 'security-group/sg-0dead'), 'bastion-ssh');
const volume = (id: string) => resource('ec2.volume', 'AWS::EC2::Volume', arn('ec2', `volume/${id}`), id, { tags: null });

export const workload = (name: string, environment: string | null, data: readonly string[]): Workload => ({
  id: `${account}/${region}/${name}`,
  name,
  environment,
  account,
  region,
  tiers: { 'load-balancer': [arn('elasticloadbalancing', `loadbalancer/app/${name}/50dc6c495c0c9188`)], app: [web.id], data },
  placement: [
    { resource: web.id, zones: ['use1-az1', 'use1-az2'], subnets: [arn('ec2', 'subnet/subnet-0aaa'), arn('ec2', 'subnet/subnet-0bbb')] },
  ],
});
export const workloads = [workload('ha-web', 'prod', [orders.id]), workload('reporting', null, [reports.id])];

const multiAzFix = (name: string): Result['fix'] => ({
  cli: `aws rds modify-db-instance --db-instance-identifier ${name} --multi-az --region ${region}`,
  terraform: 'multi_az = true',
  cloudformation: 'MultiAZ: true',
  effect: 'A short pause while the standby is made; about twice the instance price.',
});

export const coverage = [
  complete('autoscaling.group', 1),
  complete('ec2.launch-template', 1),
  complete('ec2.vpc', 1),
  complete('rds.instance', 2),
];

export const singleAz = (db: typeof orders, workloadName: string) =>
  failing({
    rule: 'rds.instance-multi-az',
    resource: db,
    workloads: [workloadName],
    message: 'multiAz is false, expected true',
    evidence: [evidence(db, 'multiAz', false, true)],
    fix: multiAzFix(db.name ?? ''),
  });

export const shortGrace = failing({
  rule: 'auto-scaling.grace-covers-boot',
  resource: web,
  workloads: ['ha-web'],
  message: 'healthCheckGracePeriodSeconds is 60, expected 360 (1.5 × 240 seconds of measured boot time)',
  evidence: [
    { ...evidence(web, 'healthCheckGracePeriodSeconds', 60, 360), derivation: '1.5 × 240 seconds of measured boot time' },
    evidence(template, 'tags.ha-audit:boot-seconds', '240'),
  ],
  related: [template.id],
  fix: {
    cli: `aws autoscaling update-auto-scaling-group --auto-scaling-group-name ha-web --health-check-grace-period 360 --region ${region}`,
    terraform: 'health_check_grace_period = 360',
    cloudformation: 'HealthCheckGracePeriod: 360',
    effect: 'None for running instances.',
  },
});

export const openSsh = failing({
  rule: 'security-groups.world-only-on-load-balancer',
  resource: sshGroup,
  message: 'port 22 is open to the whole internet',
  evidence: [evidence(sshGroup, 'ingress[0].cidr', '0.0.0.0/0'), evidence(sshGroup, 'ingress[0].ports', [22, 22])],
  fix: {
    cli: `aws ec2 revoke-security-group-ingress --group-id sg-0dead --protocol tcp --port 22 --cidr 0.0.0.0/0 --region ${region}`,
    terraform: null,
    cloudformation: null,
    effect: 'Connections from outside end; use Session Manager instead.',
  },
});

export const unencrypted = (id: string) =>
  failing({
    rule: 'compute.volumes-encrypted',
    resource: volume(id),
    message: 'encrypted is false, expected true',
    evidence: [evidence(volume(id), 'encrypted', false, true)],
  });

export const oneNat = failing({
  rule: 'network.nat-per-zone',
  resource: vpc,
  workloads: ['ha-web', 'reporting'],
  message: 'zones without NAT gateway: use1-az2',
  evidence: [{ ...evidence(vpc, 'zonesWithNat', ['use1-az1'], ['use1-az1', 'use1-az2']), derivation: 'NAT gateways nat-0aaa' }],
  waiver: { reason: 'One NAT gateway is enough for the nightly batch.', owner: 'platform@example.com', expires: '2027-03-31' },
});

export const deniedVersions = gap({
  action: 'ec2:DescribeLaunchTemplateVersions',
  detail: 'UnauthorizedOperation: explicit deny in a service control policy',
});

export const everyDatabase = resource('rds.instance', 'AWS::RDS::DBInstance', arn('rds', 'db/*'), null, { tags: null });
