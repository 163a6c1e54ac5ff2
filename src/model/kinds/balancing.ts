import { flag, kind, list, many, nullable, number, one, optional, record, tags, text, time } from '../declare.ts';
import { Type } from '../type.ts';

/** ELBv2 attributes are strings, also the ones that read like numbers and booleans. */
const attributes = Type.Record(Type.String(), Type.String());

/** Key: the ARN. */
export const loadBalancer = kind({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  arn: ['elasticloadbalancing', 'loadbalancer'],
  identifiedBy: 'name',
  facts: {
    /** `application`, `network` or `gateway`. */
    loadBalancerType: text,
    /** `internet-facing` or `internal`; null for Gateway Load Balancers. */
    scheme: nullable(text),
    /** `active`, `provisioning`, `active_impaired` or `failed`. */
    state: text,
    dnsName: nullable(text),
    ipAddressType: nullable(text),
    zones: list(record({ zoneName: text, subnetId: nullable(text), outpostId: nullable(text) })),
    attributes,
    tags,
  },
  relations: { vpc: optional('ec2.vpc'), subnets: many('ec2.subnet'), securityGroups: many('ec2.security-group') },
});

const action = record({
  /** `forward`, `redirect`, `fixed-response`, `authenticate-oidc`, `authenticate-cognito` or `jwt-validation`. */
  actionType: text,
  order: nullable(number),
  targetGroups: list(record({ arn: text, weight: nullable(number) })),
  redirect: nullable(record({ protocol: nullable(text), port: nullable(text), statusCode: nullable(text) })),
});

/** Target groups between which a forward action does not move a client: it stays with the one it got first. */
const stickyTargetGroupArns = list(text);

export const listener = kind({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  arn: ['elasticloadbalancing', 'listener'],
  identifiedBy: 'key',
  facts: {
    port: nullable(number),
    protocol: nullable(text),
    sslPolicy: nullable(text),
    certificateArns: list(text),
    defaultActions: list(action),
    stickyTargetGroupArns,
    tags,
  },
  relations: { loadBalancer: one('elbv2.load-balancer'), targetGroups: many('elbv2.target-group') },
});

export const listenerRule = kind({
  type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  arn: ['elasticloadbalancing', 'listener-rule'],
  identifiedBy: 'key',
  facts: {
    /** A number as text, or `default`. */
    priority: text,
    isDefault: flag,
    /** Path patterns of which one must match; empty where the rule looks at no path. */
    pathPatterns: list(text),
    actions: list(action),
    stickyTargetGroupArns,
  },
  relations: { listener: one('elbv2.listener'), targetGroups: many('elbv2.target-group') },
});

/** Key: the ARN. */
export const targetGroup = kind({
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  arn: ['elasticloadbalancing', 'targetgroup'],
  identifiedBy: 'name',
  facts: {
    /** `instance`, `ip`, `lambda` or `alb`. */
    targetType: text,
    /** Null for Lambda targets. */
    protocol: nullable(text),
    port: nullable(number),
    healthCheckEnabled: flag,
    healthCheckProtocol: nullable(text),
    /** A number as text, or `traffic-port`. */
    healthCheckPort: nullable(text),
    healthCheckPath: nullable(text),
    healthCheckIntervalSeconds: nullable(number),
    healthCheckTimeoutSeconds: nullable(number),
    healthyThresholdCount: nullable(number),
    unhealthyThresholdCount: nullable(number),
    /** Codes that count as healthy, as written: of HTTP from 200, of gRPC below 100. */
    matcher: nullable(text),
    attributes,
    tags,
  },
  relations: { vpc: optional('ec2.vpc'), loadBalancers: many('elbv2.load-balancer') },
});

/** One registered target. Key: target group ARN, `#`, target id, `:`, port. */
export const targetHealth = kind({
  type: 'AWS::ElasticLoadBalancingV2::TargetHealth',
  arn: ['elasticloadbalancing', 'target'],
  identifiedBy: 'key',
  facts: {
    /** Instance id, IP address, Lambda ARN or load balancer ARN. */
    targetId: text,
    port: nullable(number),
    zoneName: nullable(text),
    /** `initial`, `healthy`, `unhealthy`, `unhealthy.draining`, `unused`, `draining` or `unavailable`. */
    state: text,
    reason: nullable(text),
  },
  relations: { targetGroup: one('elbv2.target-group'), instance: optional('ec2.instance') },
});

/** A certificate of ACM that a listener presents. Key: the ARN. */
export const certificate = kind({
  type: 'AWS::CertificateManager::Certificate',
  arn: ['acm', 'certificate'],
  identifiedBy: 'key',
  facts: {
    domainName: nullable(text),
    /** `ISSUED`, `PENDING_VALIDATION`, `INACTIVE`, `EXPIRED`, `VALIDATION_TIMED_OUT`, `REVOKED` or `FAILED`. */
    status: text,
    /** `AMAZON_ISSUED`, `PRIVATE` or `IMPORTED`. */
    certificateType: text,
    /** Null while no certificate has been issued. */
    expiresAt: nullable(time),
    /** `ELIGIBLE` or `INELIGIBLE` for renewal by ACM; null where AWS does not say. */
    renewalEligibility: nullable(text),
    /** `PENDING_AUTO_RENEWAL`, `PENDING_VALIDATION`, `SUCCESS` or `FAILED`; null where no renewal was tried yet. */
    renewalStatus: nullable(text),
  },
  relations: {},
});

/** A load balancer of the first generation. Key: the name. */
export const classicLoadBalancer = kind({
  type: 'AWS::ElasticLoadBalancing::LoadBalancer',
  arn: ['elasticloadbalancing', 'loadbalancer'],
  identifiedBy: 'name',
  facts: {
    /** `internet-facing` or `internal`. */
    scheme: nullable(text),
    dnsName: nullable(text),
    zoneNames: list(text),
    listeners: list(
      record({
        /** `HTTP`, `HTTPS`, `TCP` or `SSL`. */
        protocol: text,
        port: number,
        certificateArn: nullable(text),
      }),
    ),
    /** Registered instances, in service or not. */
    instanceIds: list(text),
  },
  relations: { vpc: optional('ec2.vpc'), subnets: many('ec2.subnet'), securityGroups: many('ec2.security-group') },
});
