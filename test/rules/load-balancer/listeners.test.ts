import httpRedirect from '../../../rules/load-balancer/http-redirect.ts';
import httpsListener from '../../../rules/load-balancer/https-listener.ts';
import tlsPolicy from '../../../rules/load-balancer/tls-policy.ts';
import recommended from '../../../rules/load-balancer/tls-policy-recommended.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { balancer, balancerArn, targetGroupArn } from '../../kit/security-world.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

type Action = Facts<'elbv2.listener'>['defaultActions'][number];
const action = (actionType: string, overrides: Partial<Action> = {}): Action => ({
  actionType,
  order: null,
  targetGroups: [],
  redirect: null,
  ...overrides,
});
const redirectTo = (protocol: string | null, port = '443') => action('redirect', { redirect: { protocol, port, statusCode: 'HTTP_301' } });
const forward = action('forward', { targetGroups: [{ arn: targetGroupArn, weight: 1 }] });
const toHttps = redirectTo('HTTPS');

const listenerArn = (port: number) => `${balancerArn.replace('loadbalancer', 'listener')}/${port}`;
const listener = (protocol: string, port: number, overrides: Override<'elbv2.listener'> = {}) =>
  node('elbv2.listener', listenerArn(port), { protocol, port, loadBalancer: balancerArn, ...overrides });
const http = (...defaultActions: readonly Action[]) => listener('HTTP', 80, { sslPolicy: null, defaultActions });
const rule = (priority: string, overrides: Override<'elbv2.listener-rule'>) =>
  node('elbv2.listener-rule', `${listenerArn(80).replace(':listener/', ':listener-rule/')}/${priority}`, {
    priority,
    isDefault: false,
    listener: listenerArn(80),
    ...overrides,
  });
const listenersDenied = { 'elbv2.listener': denied('elasticloadbalancing:DescribeListeners') } as const;
const inside = balancer({ scheme: 'internal' });

ruleCases(httpsListener, {
  pass: {
    'HTTPS on 443': { world: world(balancer(), listener('HTTPS', 443)), evidence: ['listeners'] },
    'HTTPS beside a port 80 that redirects': { world: world(balancer(), listener('HTTPS', 443), http(toHttps)), evidence: ['listeners'] },
    'HTTPS on a port that the parameter names': {
      world: world(balancer(), listener('HTTPS', 8443)),
      params: { ports: [443, 8443] },
      evidence: ['listeners'],
    },
    'HTTPS, though there may be more listeners': {
      world: worldWithGaps(listenersDenied, balancer(), listener('HTTPS', 443)),
      evidence: ['listeners'],
    },
  },
  fail: {
    'HTTP alone': { world: world(balancer(), http(forward)), evidence: ['listeners'] },
    'HTTP that redirects to an HTTPS that is not there': { world: world(balancer(), http(toHttps)), evidence: ['listeners'] },
    'HTTP on port 443': { world: world(balancer(), listener('HTTP', 443)), evidence: ['listeners'] },
    'HTTPS on another port': { world: world(balancer(), listener('HTTPS', 8443)), evidence: ['listeners'] },
  },
  unknown: {
    'listeners are not readable': {
      world: worldWithGaps(listenersDenied, balancer()),
      gaps: ['denied elasticloadbalancing:DescribeListeners'],
    },
    'the protocol of a listener is not known': {
      world: world(balancer(), listener('HTTPS', 443, { protocol: denied('elasticloadbalancing:DescribeListeners') })),
      gaps: ['denied elasticloadbalancing:DescribeListeners'],
    },
  },
  notApplicable: {
    'no listener at all': { world: world(balancer()) },
    'an internal load balancer': { world: world(inside, http(forward)) },
    'a Network Load Balancer, which passes TLS through': {
      world: world(balancer({ loadBalancerType: 'network' }), listener('TCP', 443)),
    },
    'a Gateway Load Balancer': { world: world(balancer({ loadBalancerType: 'gateway', scheme: null }), listener('GENEVE', 6081)) },
  },
});

const defaultActions = ['defaultActions'];
ruleCases(httpRedirect, {
  pass: {
    'port 80 redirects': { world: world(balancer(), http(toHttps)), evidence: defaultActions },
    'the default rule repeats the redirect': {
      world: world(balancer(), http(toHttps), rule('default', { isDefault: true, actions: [toHttps] })),
      evidence: defaultActions,
    },
    'a rule that redirects by itself': {
      world: world(balancer(), http(toHttps), rule('1', { actions: [toHttps] })),
      evidence: defaultActions,
    },
    'a fixed answer': { world: world(balancer(), http(action('fixed-response'))), evidence: defaultActions },
    'a rule for the challenge of a certificate authority': {
      world: world(balancer(), http(toHttps), rule('1', { pathPatterns: ['/.well-known/acme-challenge/*'], actions: [forward] })),
      evidence: defaultActions,
    },
    'a health path that the parameter allows': {
      world: world(balancer(), http(toHttps), rule('1', { pathPatterns: ['/healthz'], actions: [forward] })),
      params: { plainPaths: ['/healthz'] },
      evidence: defaultActions,
    },
    'the default rule of a listener whose rules forward elsewhere': {
      world: world(balancer(), http(toHttps), rule('2', { listener: listenerArn(443), actions: [forward] })),
      evidence: defaultActions,
    },
  },
  fail: {
    'port 80 forwards': { world: world(balancer(), http(forward)), evidence: defaultActions, related: [balancerArn] },
    'a rule redirects, and the default action forwards': {
      world: world(balancer(), http(forward), rule('1', { actions: [toHttps] })),
      evidence: defaultActions,
    },
    'the default action redirects, and a rule forwards': {
      world: world(balancer(), http(toHttps), rule('1', { pathPatterns: ['/api/*'], actions: [forward] })),
      evidence: [`${listenerArn(80).replace(':listener/', ':listener-rule/')}/1.actions`],
    },
    'a rule without a path forwards': {
      world: world(balancer(), http(toHttps), rule('1', { pathPatterns: [], actions: [forward] })),
      evidence: [`${listenerArn(80).replace(':listener/', ':listener-rule/')}/1.actions`],
    },
    'a rule forwards the challenge and more': {
      world: world(balancer(), http(toHttps), rule('1', { pathPatterns: ['/.well-known/*', '/*'], actions: [forward] })),
      evidence: [`${listenerArn(80).replace(':listener/', ':listener-rule/')}/1.actions`],
    },
    'a redirect from HTTP to HTTP': { world: world(balancer(), http(redirectTo('HTTP', '8080'))), evidence: defaultActions },
    'a redirect that keeps the protocol': { world: world(balancer(), http(redirectTo('#{protocol}'))), evidence: defaultActions },
    'a redirect that names no protocol': { world: world(balancer(), http(redirectTo(null))), evidence: defaultActions },
    'another port than 80': {
      world: world(balancer(), listener('HTTP', 8080, { defaultActions: [forward] })),
      evidence: defaultActions,
    },
    'one of two HTTP listeners': {
      world: world(balancer(), http(toHttps), listener('HTTP', 8080, { defaultActions: [forward] })),
      subject: listenerArn(8080),
      evidence: defaultActions,
    },
    'rules are not readable, and the default action forwards': {
      world: worldWithGaps({ 'elbv2.listener-rule': denied('elasticloadbalancing:DescribeRules') }, balancer(), http(forward)),
      evidence: defaultActions,
    },
  },
  unknown: {
    'rules are not readable': {
      world: worldWithGaps({ 'elbv2.listener-rule': denied('elasticloadbalancing:DescribeRules') }, balancer(), http(toHttps)),
      gaps: ['denied elasticloadbalancing:DescribeRules'],
    },
    'the load balancer is not readable': {
      world: worldWithGaps({ 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') }, http(toHttps)),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
    'an action that is new': { world: world(balancer(), http(action('teleport'))), gaps: ['unsupported'] },
    'no action': { world: world(balancer(), http()), gaps: ['unsupported'] },
  },
  notApplicable: {
    'HTTPS alone, without a port 80': { world: world(balancer(), listener('HTTPS', 443)) },
    'inside the VPC': { world: world(inside, http(forward)) },
    'a Network Load Balancer': { world: world(balancer({ loadBalancerType: 'network' }), listener('TCP', 80)) },
  },
});

const encrypted = (policy: string, protocol = 'HTTPS') =>
  world(balancer(), listener(protocol, 443, { sslPolicy: `ELBSecurityPolicy-${policy}` }));
const judged = (...policies: readonly string[]) =>
  Object.fromEntries(policies.map((policy) => [policy, { world: encrypted(policy), evidence: ['sslPolicy'] }]));
const modern = ['TLS13-1-3-2021-06', 'TLS13-1-2-Res-2021-06', 'TLS13-1-2-Res-FIPS-PQ-2025-09', 'TLS13-1-3-FIPS-2023-04'];
const sound = [
  'TLS13-1-2-2021-06',
  'TLS13-1-2-Ext2-2021-06',
  'TLS13-1-2-PQ-2025-09',
  'TLS-1-2-2017-01',
  'TLS-1-2-Ext-2018-06',
  'FS-1-2-Res-2020-10',
];
const old = [
  '2016-08',
  '2015-05',
  'TLS-1-0-2015-04',
  'TLS-1-1-2017-01',
  'FS-2018-06',
  'FS-1-1-2019-08',
  'TLS13-1-0-2021-06',
  'TLS13-1-1-FIPS-2023-04',
  'TLS13-1-0-PQ-2025-09',
];
const notEncrypted = {
  'plain HTTP': { world: world(balancer(), http(forward)) },
  'TLS that is passed through': { world: world(balancer({ loadBalancerType: 'network' }), listener('TCP', 443, { sslPolicy: null })) },
};
const undecided = {
  'a policy whose name tells nothing': { world: encrypted('Moon-2030-01'), gaps: ['unsupported'] },
  'no policy is told': { world: world(balancer(), listener('HTTPS', 443, { sslPolicy: null })), gaps: ['unsupported'] },
  'the policy is not readable': {
    world: world(balancer(), listener('HTTPS', 443, { sslPolicy: denied('elasticloadbalancing:DescribeListeners') })),
    gaps: ['denied elasticloadbalancing:DescribeListeners'],
  },
};

ruleCases(tlsPolicy, {
  pass: {
    ...judged(...modern, ...sound),
    'of a Network Load Balancer': { world: encrypted('TLS13-1-2-2021-06', 'TLS'), evidence: ['sslPolicy'] },
  },
  fail: { ...judged(...old), 'of a Network Load Balancer': { world: encrypted('2016-08', 'TLS'), evidence: ['sslPolicy'] } },
  unknown: undecided,
  notApplicable: notEncrypted,
});

ruleCases(recommended, { pass: judged(...modern), fail: judged(...sound, ...old), unknown: undecided, notApplicable: notEncrypted });
