import detectionTime from '../../../rules/target-group/detection-time.ts';
import healthInterval from '../../../rules/target-group/health-interval.ts';
import healthPath from '../../../rules/target-group/health-path.ts';
import healthTimeout from '../../../rules/target-group/health-timeout.ts';
import healthyThreshold from '../../../rules/target-group/healthy-threshold.ts';
import successCodes from '../../../rules/target-group/success-codes.ts';
import unhealthyThreshold from '../../../rules/target-group/unhealthy-threshold.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { targetGroup } from '../../kit/security-world.ts';
import { denied, type Override, world } from '../../kit/world.ts';

type Group = Override<'elbv2.target-group'>;

const having = (overrides: Group) => world(targetGroup(overrides));
const unreadable = denied('elasticloadbalancing:DescribeTargetGroups');
const gaps = ['denied elasticloadbalancing:DescribeTargetGroups'];

const network: Group = { protocol: 'TCP' };
const byTcp: Group = { ...network, healthCheckProtocol: 'TCP', healthCheckPath: null, matcher: null };
const lambda: Group = {
  targetType: 'lambda',
  protocol: null,
  port: null,
  healthCheckEnabled: false,
  healthCheckProtocol: null,
  healthCheckIntervalSeconds: 35,
  healthCheckTimeoutSeconds: 30,
  healthyThresholdCount: 5,
  unhealthyThresholdCount: 2,
};
const gateway: Group = { ...byTcp, protocol: 'GENEVE', healthCheckProtocol: 'TCP' };

/** What no rule about health checks judges, whatever is set there. */
const notJudged = (bad: Group) => ({
  'a group that no load balancer uses': { world: having({ ...bad, loadBalancers: [] }) },
  'a function': { world: having({ ...bad, ...lambda, healthCheckProtocol: 'HTTP' }) },
  'a load balancer behind a load balancer, which checks its own targets': { world: having({ ...bad, ...network, targetType: 'alb' }) },
  'firewalls behind a Gateway Load Balancer': { world: having({ ...bad, ...gateway }) },
});

ruleCases(healthPath, {
  pass: {
    'a path of its own': { world: having({ healthCheckPath: '/health' }), evidence: ['healthCheckPath'] },
    'a script below a directory': { world: having({ healthCheckPath: '/cgi-bin/ping.py' }), evidence: ['healthCheckPath'] },
    'a path with a query': { world: having({ healthCheckPath: '/healthz?deep=false' }), evidence: ['healthCheckPath'] },
    'an HTTP check behind a Network Load Balancer': { world: having({ ...network }), evidence: ['healthCheckPath'] },
    'a method of gRPC': {
      world: having({ healthCheckPath: '/grpc.health.v1.Health/Check' }),
      evidence: ['healthCheckPath'],
    },
    'a home page that the reader takes for a health check': {
      world: having({ healthCheckPath: '/index.html' }),
      params: { homePaths: ['/'] },
      evidence: ['healthCheckPath'],
    },
  },
  fail: {
    'the path AWS sets': { world: having({ healthCheckPath: '/' }), evidence: ['healthCheckPath'] },
    'the root with a query': { world: having({ healthCheckPath: '/?from=elb' }), evidence: ['healthCheckPath'] },
    'an empty path': { world: having({ healthCheckPath: '' }), evidence: ['healthCheckPath'] },
    'a home page by its name': { world: having({ healthCheckPath: '/index.html' }), evidence: ['healthCheckPath'] },
    'the root behind a Network Load Balancer': { world: having({ ...network, healthCheckPath: '/' }), evidence: ['healthCheckPath'] },
  },
  unknown: {
    'AWS tells no path': { world: having({ healthCheckPath: null }), gaps: ['no-evidence'] },
    'the path is not readable': { world: having({ healthCheckPath: unreadable }), gaps },
    'who uses the group is not readable': { world: having({ loadBalancers: unreadable }), gaps },
  },
  notApplicable: { ...notJudged({ healthCheckPath: '/' }), 'a TCP check, which asks no path': { world: having(byTcp) } },
});

ruleCases(successCodes, {
  pass: {
    'what AWS sets': { world: having({ matcher: '200' }), evidence: ['matcher'] },
    'several codes of success': { world: having({ matcher: '200,202, 204' }), evidence: ['matcher'] },
    'every code of success': { world: having({ matcher: '200-299' }), evidence: ['matcher'] },
    'what AWS sets behind a Network Load Balancer': { world: having({ ...network, matcher: '200-399' }), evidence: ['matcher'] },
    'gRPC that answers OK': { world: having({ matcher: '0' }), evidence: ['matcher'] },
    'a redirect that is meant': { world: having({ matcher: '200,302' }), params: { lastCode: 399 }, evidence: ['matcher'] },
  },
  fail: {
    'nearly everything': { world: having({ matcher: '200-499' }), evidence: ['matcher'] },
    'a redirect among them': { world: having({ matcher: '200,301' }), evidence: ['matcher'] },
    'not found': { world: having({ matcher: '404' }), evidence: ['matcher'] },
    'errors behind a Network Load Balancer': { world: having({ ...network, matcher: '200-599' }), evidence: ['matcher'] },
    'what AWS sets for gRPC: the method is not there': { world: having({ matcher: '12' }), evidence: ['matcher'] },
    'every status of gRPC': { world: having({ matcher: '0-99' }), evidence: ['matcher'] },
  },
  unknown: {
    'AWS tells no codes': { world: having({ matcher: null }), gaps: ['no-evidence'] },
    'an empty text': { world: having({ matcher: '' }), gaps: ['unsupported'] },
    'a text that nobody has seen': { world: having({ matcher: '2xx' }), gaps: ['unsupported'] },
    'codes of two protocols': { world: having({ matcher: '0,200' }), gaps: ['unsupported'] },
    'the codes are not readable': { world: having({ matcher: unreadable }), gaps },
  },
  notApplicable: { ...notJudged({ matcher: '200-499' }), 'a TCP check': { world: having(byTcp) } },
});

const detection = ['detectionSeconds'];
const timed = (healthCheckIntervalSeconds: number | null, unhealthyThresholdCount: number | null, others: Group = {}) =>
  having({ healthCheckIntervalSeconds, unhealthyThresholdCount, ...others });
ruleCases(detectionTime, {
  pass: {
    'what AWS sets': { world: timed(30, 2), evidence: detection },
    'three checks of 15 s': { world: timed(15, 3), evidence: detection },
    'the longest allowed': { world: timed(30, 3), evidence: detection },
    'the shortest allowed': { world: timed(5, 4), evidence: detection },
    'a TCP check behind a Network Load Balancer': { world: timed(30, 2, byTcp), evidence: detection },
  },
  fail: {
    'one second too long': { world: timed(91, 1), evidence: detection },
    'many checks that must fail': { world: timed(30, 10), evidence: detection },
    'seldom checks': { world: timed(300, 2), evidence: detection },
    'hasty checks': { world: timed(5, 2), evidence: detection },
    'a stricter reader': { world: timed(30, 3), params: { maxDetectionSeconds: 60 }, evidence: detection },
  },
  unknown: {
    'AWS tells no interval': { world: timed(null, 2), gaps: ['no-evidence'] },
    'AWS tells no threshold': { world: timed(30, null), gaps: ['no-evidence'] },
    'the groups are not readable': { world: having({ healthCheckIntervalSeconds: unreadable }), gaps },
  },
  notApplicable: notJudged({ healthCheckIntervalSeconds: 300, unhealthyThresholdCount: 10 }),
});

const interval = ['healthCheckIntervalSeconds'];
ruleCases(healthInterval, {
  pass: {
    'what AWS sets': { world: having({ healthCheckIntervalSeconds: 30 }), evidence: interval },
    'the shortest allowed': { world: having({ healthCheckIntervalSeconds: 10 }), evidence: interval },
  },
  fail: {
    'too seldom': { world: having({ healthCheckIntervalSeconds: 31 }), evidence: interval },
    'too often': { world: having({ healthCheckIntervalSeconds: 5 }), evidence: interval },
  },
  unknown: {
    'AWS does not tell it': { world: having({ healthCheckIntervalSeconds: null }), gaps: ['no-evidence'] },
    'the groups are not readable': { world: having({ healthCheckIntervalSeconds: unreadable }), gaps },
  },
  notApplicable: notJudged({ healthCheckIntervalSeconds: 300 }),
});

const timeouts = (healthCheckTimeoutSeconds: number, healthCheckIntervalSeconds: number, others: Group = {}) =>
  having({ healthCheckTimeoutSeconds, healthCheckIntervalSeconds, ...others });
const timeoutOnly = ['healthCheckTimeoutSeconds'];
const both = ['healthCheckIntervalSeconds', 'healthCheckTimeoutSeconds'];
ruleCases(healthTimeout, {
  pass: {
    'what AWS sets': { world: timeouts(5, 30), evidence: both },
    'what AWS sets behind a Network Load Balancer': { world: timeouts(10, 30, byTcp), evidence: both },
    'what AWS sets behind a Network Load Balancer that asks by HTTP': { world: timeouts(6, 30, network), evidence: both },
  },
  fail: {
    'one second too long': { world: timeouts(6, 30), evidence: timeoutOnly },
    'longer than long behind a Network Load Balancer': { world: timeouts(11, 30, byTcp), evidence: timeoutOnly },
    'as long as the interval': { world: timeouts(5, 5), evidence: both },
    'the interval is not readable, and need not be': {
      world: having({ healthCheckTimeoutSeconds: 60, healthCheckIntervalSeconds: unreadable }),
      evidence: timeoutOnly,
    },
  },
  unknown: {
    'AWS does not tell it': { world: having({ healthCheckTimeoutSeconds: null }), gaps: ['no-evidence'] },
    'the interval is not readable': { world: having({ healthCheckIntervalSeconds: unreadable }), gaps },
  },
  notApplicable: notJudged({ healthCheckTimeoutSeconds: 120 }),
});

const healthy = ['healthyThresholdCount'];
ruleCases(healthyThreshold, {
  pass: {
    'the least': { world: having({ healthyThresholdCount: 2 }), evidence: healthy },
    'the most allowed': { world: having({ healthyThresholdCount: 3 }), evidence: healthy },
  },
  fail: {
    'what AWS sets': { world: having({ healthyThresholdCount: 5 }), evidence: healthy },
    'the interval is not readable, and need not be': {
      world: having({ healthyThresholdCount: 5, healthCheckIntervalSeconds: unreadable }),
      evidence: healthy,
    },
  },
  unknown: {
    'AWS does not tell it': { world: having({ healthyThresholdCount: null }), gaps: ['no-evidence'] },
    'the groups are not readable': { world: having({ healthyThresholdCount: unreadable }), gaps },
  },
  notApplicable: notJudged({ healthyThresholdCount: 10 }),
});

const unhealthy = ['unhealthyThresholdCount'];
ruleCases(unhealthyThreshold, {
  pass: {
    'what AWS sets': { world: having({ unhealthyThresholdCount: 2 }), evidence: unhealthy },
    'the most allowed': { world: having({ unhealthyThresholdCount: 3 }), evidence: unhealthy },
  },
  fail: { 'one more': { world: having({ unhealthyThresholdCount: 4 }), evidence: unhealthy } },
  unknown: {
    'AWS does not tell it': { world: having({ unhealthyThresholdCount: null }), gaps: ['no-evidence'] },
    'the groups are not readable': { world: having({ unhealthyThresholdCount: unreadable }), gaps },
  },
  notApplicable: notJudged({ unhealthyThresholdCount: 10 }),
});
