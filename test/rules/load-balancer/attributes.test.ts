import accessLogs from '../../../rules/load-balancer/access-logs.ts';
import deletionProtection from '../../../rules/load-balancer/deletion-protection.ts';
import dropInvalidHeaders from '../../../rules/load-balancer/drop-invalid-headers.ts';
import idleTimeout from '../../../rules/load-balancer/idle-timeout.ts';
import type { Override } from '../../kit/world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { balancer, balancerArn } from '../../kit/security-world.ts';
import { denied, node, world, worldWithGaps } from '../../kit/world.ts';

const attributesDenied = denied('elasticloadbalancing:DescribeLoadBalancerAttributes');
const having = (attributes: Readonly<Record<string, string>>, overrides: Override<'elbv2.load-balancer'> = {}) =>
  world(balancer({ attributes, ...overrides }));
const gateway = { loadBalancerType: 'gateway', scheme: null };
const network = { loadBalancerType: 'network' };

const protection = 'deletion_protection.enabled';
ruleCases(deletionProtection, {
  pass: {
    'it is on': { world: having({ [protection]: 'true' }), evidence: [protection] },
    'of a Gateway Load Balancer': { world: having({ [protection]: 'true' }, gateway), evidence: [protection] },
  },
  fail: {
    'it is off': { world: having({ [protection]: 'false' }), evidence: [protection] },
    'of a Network Load Balancer': { world: having({ [protection]: 'false' }, network), evidence: [protection] },
    'an empty text': { world: having({ [protection]: '' }), evidence: [protection] },
  },
  unknown: {
    'attributes are not readable': {
      world: world(balancer({ attributes: attributesDenied })),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancerAttributes'],
    },
    'AWS does not tell it': { world: having({}), gaps: ['no-evidence'] },
  },
});

const drop = 'routing.http.drop_invalid_header_fields.enabled';
ruleCases(dropInvalidHeaders, {
  pass: { 'they are dropped': { world: having({ [drop]: 'true' }), evidence: [drop] } },
  fail: {
    'they are kept': { world: having({ [drop]: 'false' }), evidence: [drop] },
    'inside the VPC as well': { world: having({ [drop]: 'false' }, { scheme: 'internal' }), evidence: [drop] },
  },
  unknown: {
    'attributes are not readable': {
      world: world(balancer({ attributes: attributesDenied })),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancerAttributes'],
    },
    'AWS does not tell it': { world: having({}), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a Network Load Balancer, which reads no headers': { world: having({}, network) },
    'a Gateway Load Balancer': { world: having({}, gateway) },
  },
});

const enabled = 'access_logs.s3.enabled';
const bucket = 'access_logs.s3.bucket';
const logged = { [enabled]: 'true', [bucket]: 'logs' };
const listener = (protocol: string) => node('elbv2.listener', `${balancerArn}/listener/1`, { protocol, loadBalancer: balancerArn });
ruleCases(accessLogs, {
  pass: {
    'they are written to a bucket': { world: having(logged), evidence: [enabled, bucket] },
    'of a Network Load Balancer that decrypts': {
      world: world(balancer({ attributes: logged, ...network }), listener('TLS')),
      evidence: [enabled, bucket],
    },
  },
  fail: {
    'they are off': { world: having({ [enabled]: 'false', [bucket]: '' }), evidence: [enabled] },
    'they are off, and the bucket is still named': { world: having({ [enabled]: 'false', [bucket]: 'logs' }), evidence: [enabled] },
    'no bucket is named': { world: having({ [enabled]: 'true', [bucket]: '' }), evidence: [bucket] },
    'of an Application Load Balancer whose listeners are not readable': {
      world: worldWithGaps(
        { 'elbv2.listener': denied('elasticloadbalancing:DescribeListeners') },
        balancer({ attributes: { [enabled]: 'false' } }),
      ),
      evidence: [enabled],
    },
    'of a Network Load Balancer that decrypts': {
      world: world(balancer({ attributes: { [enabled]: 'false', [bucket]: '' }, ...network }), listener('TLS')),
      evidence: [enabled],
    },
  },
  unknown: {
    'attributes are not readable': {
      world: world(balancer({ attributes: attributesDenied })),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancerAttributes'],
    },
    'whether a Network Load Balancer decrypts is not readable': {
      world: worldWithGaps(
        { 'elbv2.listener': denied('elasticloadbalancing:DescribeListeners') },
        balancer({ attributes: logged, ...network }),
      ),
      gaps: ['denied elasticloadbalancing:DescribeListeners'],
    },
  },
  notApplicable: {
    'a Network Load Balancer that decrypts nothing': { world: world(balancer({ attributes: {}, ...network }), listener('TCP')) },
    'a Gateway Load Balancer': { world: having({}, gateway) },
  },
});

const idle = 'idle_timeout.timeout_seconds';
ruleCases(idleTimeout, {
  pass: {
    'what AWS sets': { world: having({ [idle]: '60' }), evidence: [idle] },
    'the shortest allowed': { world: having({ [idle]: '30' }), evidence: [idle] },
    'the longest allowed': { world: having({ [idle]: '300' }), evidence: [idle] },
    'an hour, for WebSockets': { world: having({ [idle]: '3600' }), params: { maxIdleTimeoutSeconds: 4000 }, evidence: [idle] },
  },
  fail: {
    'shorter than slow requests': { world: having({ [idle]: '29' }), evidence: [idle] },
    'longer than clients wait': { world: having({ [idle]: '301' }), evidence: [idle] },
  },
  unknown: {
    'attributes are not readable': {
      world: world(balancer({ attributes: attributesDenied })),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancerAttributes'],
    },
    'AWS does not tell it': { world: having({}), gaps: ['no-evidence'] },
  },
  notApplicable: { 'a Network Load Balancer': { world: having({ [idle]: '1' }, network) } },
});
