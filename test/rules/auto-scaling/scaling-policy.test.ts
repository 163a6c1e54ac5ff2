import rule from '../../../rules/auto-scaling/scaling-policy.ts';
import { apiTargetGroup, deleting, group, managed, worker } from '../../kit/group-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const policy = (overrides: Override<'autoscaling.policy'> = {}, key = 'web/cpu') =>
  node('autoscaling.policy', key, overrides, { name: key.split('/')[1] ?? key });
const requests = (resourceLabel: string | null) => policy({ predefinedMetric: 'ALBRequestCountPerTarget', resourceLabel });
const read = 'autoscaling:DescribePolicies';
const evidence = ['scalingPolicies'];

ruleCases(rule, {
  pass: {
    'a CPU target': { world: world(group(), policy()), evidence },
    'a target of a metric of its own': { world: world(group(), policy({ predefinedMetric: null })), evidence },
    'a policy that was never disabled': { world: world(group(), policy({ enabled: null })), evidence },
    'requests of its own target group': { world: world(group(), requests('app/web/50dc6c495c0c9188/targetgroup/web/1')), evidence },
    'steps with an alarm': {
      world: world(group(), policy({ policyType: 'StepScaling', targetValue: null, predefinedMetric: null })),
      evidence,
    },
    'a target that never scales in': { world: world(group(), policy({ disablesScaleIn: true })), evidence },
    'a forecast beside a target': {
      world: world(group(), policy(), policy({ policyType: 'PredictiveScaling', predictiveMode: 'ForecastAndScale' }, 'web/forecast')),
      evidence,
    },
    'a useful policy decides beside one of a type that is new': {
      world: world(group(), policy({ policyType: 'TelepathicScaling' }, 'web/a'), policy()),
      evidence,
    },
    'a useful policy that is known decides': { world: worldWithGaps({ 'autoscaling.policy': denied(read) }, group(), policy()), evidence },
  },
  fail: {
    'no policy': { world: world(group()), evidence },
    'a policy of another group': {
      world: world(group(), policy({ group: 'api' }, 'api/cpu'), node('autoscaling.group', 'api', { maxSize: 0 })),
      evidence,
      subject: 'web',
    },
    'a disabled policy': { world: world(group(), policy({ enabled: false })), evidence },
    'steps whose alarms are gone': { world: world(group(), policy({ policyType: 'StepScaling', alarmNames: [] })), evidence },
    'simple scaling without an alarm': { world: world(group(), policy({ policyType: 'SimpleScaling', alarmNames: [] })), evidence },
    'a forecast that only forecasts': {
      world: world(group(), policy({ policyType: 'PredictiveScaling', predictiveMode: 'ForecastOnly' })),
      evidence,
    },
    'a forecast alone': {
      world: world(group(), policy({ policyType: 'PredictiveScaling', predictiveMode: 'ForecastAndScale' })),
      evidence,
    },
    'requests of a target group it left': { world: world(group(), requests('app/web/50dc6c495c0c9188/targetgroup/web/99')), evidence },
    'requests of a target group whose id begins alike': {
      world: world(group({ targetGroupArns: [apiTargetGroup] }), requests('app/web/50dc6c495c0c9188/targetgroup/api/21')),
      evidence,
    },
  },
  unknown: {
    'policies may not be read': { world: worldWithGaps({ 'autoscaling.policy': denied(read) }, group()), gaps: [`denied ${read}`] },
    'a policy of a type that is new': { world: world(group(), policy({ policyType: 'TelepathicScaling' })), gaps: ['unsupported'] },
  },
  notApplicable: {
    'a worker group': { world: world(worker()) },
    'a bastion, a group of one': { world: world(worker({ minSize: 1, maxSize: 1 })) },
    'nodes of a Kubernetes cluster behind a load balancer': { world: world(group({ tags: { 'kubernetes.io/cluster/shop': 'owned' } })) },
    'the parked side of a blue/green pair': { world: world(group({ minSize: 0, desiredCapacity: 0, maxSize: 0 })) },
    'a group that is being deleted': { world: world(group(deleting)) },
    'a group that an AWS service runs': { world: world(group(managed)) },
  },
});
