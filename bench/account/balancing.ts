import type { Makers } from './node.ts';
import { groupId } from './security.ts';
import { type Service, upTo } from './service.ts';

const listenerArn = (service: Service, port: number) =>
  service.arn(
    'elasticloadbalancing',
    `listener/app/${service.name}/${service.hash('lb')}/${String(port).padStart(4, '0')}${service.hash(String(port)).slice(4)}`,
  );

const certificateArn = (service: Service) => service.arn('acm', `certificate/${service.hash('certificate')}`);

const forward = (service: Service, colour: 'blue' | 'green') => ({
  actionType: 'forward',
  order: null,
  targetGroups: [{ arn: service.targetGroupArn(colour), weight: 1 }],
  redirect: null,
});

const redirect = {
  actionType: 'redirect',
  order: null,
  targetGroups: [],
  redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' },
};

export const balancingMakers: Pick<
  Makers,
  | 'acm.certificate'
  | 'elb.load-balancer'
  | 'elbv2.listener'
  | 'elbv2.listener-rule'
  | 'elbv2.load-balancer'
  | 'elbv2.target-group'
  | 'elbv2.target-health'
> = {
  'acm.certificate': (service) => [
    {
      key: certificateArn(service),
      arn: certificateArn(service),
      facts: {
        domainName: `${service.name}.example.com`,
        status: 'ISSUED',
        certificateType: 'AMAZON_ISSUED',
        expiresAt: '2027-03-01T23:59:59.000Z',
        renewalEligibility: 'ELIGIBLE',
        renewalStatus: null,
      },
      relations: {},
    },
  ],
  'elb.load-balancer': () => [],
  'elbv2.listener': (service) =>
    [80, 443].map((port) => ({
      key: listenerArn(service, port),
      arn: listenerArn(service, port),
      facts: {
        port,
        protocol: port === 80 ? 'HTTP' : 'HTTPS',
        sslPolicy: port === 80 ? null : 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        certificateArns: port === 80 ? [] : [certificateArn(service)],
        defaultActions: [port === 80 ? redirect : forward(service, 'blue')],
        tags: service.tags,
      },
      relations: { loadBalancer: service.balancerArn, targetGroups: port === 80 ? [] : [service.targetGroupArn('blue')] },
    })),
  'elbv2.listener-rule': (service) =>
    (['blue', 'green'] as const).map((colour, index) => {
      const arn = `${listenerArn(service, 443).replace(':listener/', ':listener-rule/')}/${String(index)}${service.hash(colour).slice(1)}`;
      return {
        key: arn,
        arn,
        facts: {
          priority: colour === 'blue' ? 'default' : '10',
          isDefault: colour === 'blue',
          pathPatterns: [],
          actions: [forward(service, colour)],
        },
        relations: { listener: listenerArn(service, 443), targetGroups: [service.targetGroupArn(colour)] },
      };
    }),
  'elbv2.load-balancer': (service) => [
    {
      key: service.balancerArn,
      arn: service.balancerArn,
      name: service.name,
      facts: {
        loadBalancerType: 'application',
        scheme: 'internet-facing',
        state: 'active',
        dnsName: `${service.name}-1234567890.${service.region}.elb.amazonaws.com`,
        ipAddressType: 'ipv4',
        zones: service.zones.map((zoneName, zone) => ({ zoneName, subnetId: service.subnets('public')[zone] ?? null, outpostId: null })),
        attributes: {
          'access_logs.s3.enabled': 'false',
          'deletion_protection.enabled': service.isEvery(4) ? 'false' : 'true',
          'idle_timeout.timeout_seconds': '60',
          'load_balancing.cross_zone.enabled': 'true',
          'routing.http2.enabled': 'true',
          'routing.http.drop_invalid_header_fields.enabled': 'true',
        },
        // Only some teams name their workload.
        tags: service.isEvery(2) ? service.tags : { Name: service.name },
      },
      relations: { vpc: service.vpcId('vpc'), subnets: service.subnets('public'), securityGroups: [groupId(service, 'balancer')] },
    },
  ],
  'elbv2.target-group': (service) =>
    (['blue', 'green'] as const).map((colour) => ({
      key: service.targetGroupArn(colour),
      arn: service.targetGroupArn(colour),
      name: `${service.name}-${colour}`,
      facts: {
        targetType: 'instance',
        protocol: 'HTTP',
        port: 8080,
        healthCheckEnabled: true,
        healthCheckProtocol: 'HTTP',
        healthCheckPort: 'traffic-port',
        healthCheckPath: '/healthz',
        healthCheckIntervalSeconds: 15,
        healthCheckTimeoutSeconds: 5,
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
        matcher: '200',
        attributes: {
          'deregistration_delay.timeout_seconds': '60',
          'stickiness.enabled': 'false',
          'load_balancing.cross_zone.enabled': 'use_load_balancer_configuration',
        },
        tags: service.tags,
      },
      relations: { vpc: service.vpcId('vpc'), loadBalancers: [service.balancerArn] },
    })),
  'elbv2.target-health': (service) =>
    upTo(service.instanceCount).map((number) => {
      const registration = `${service.id('i', number)}:8080`;
      return {
        key: `${service.targetGroupArn('blue')}#${registration}`,
        arn: ['elasticloadbalancing', `target/${service.name}-blue/${service.hash('blue')}/${registration}`],
        facts: {
          targetId: service.id('i', number),
          port: 8080,
          zoneName: service.zones[number % 3] ?? null,
          state: 'healthy',
          reason: null,
        },
        relations: { targetGroup: service.targetGroupArn('blue'), instance: service.id('i', number) },
      };
    }),
};
