import rule from '../../../rules/auto-scaling/ready-for-peaks.ts';
import { deleting, group, launch, launchHook, worker } from '../../kit/group-world.ts';
import { template } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const boots = (seconds: string, more: Override<'autoscaling.group'> = {}) => group({ tags: { 'ha-audit:boot-seconds': seconds }, ...more });
const forecast = (overrides: Override<'autoscaling.policy'> = {}) =>
  node('autoscaling.policy', 'web/forecast', { policyType: 'PredictiveScaling', predictiveMode: 'ForecastAndScale', ...overrides });
const action = (overrides: Override<'autoscaling.scheduled-action'> = {}) => node('autoscaling.scheduled-action', 'web/morning', overrides);
const evidence = ['bootSeconds'];
const slow = [launchHook(), ...['a', 'b', 'c'].map((id) => launch(id, 400))];
const pool = { minSize: 2, poolState: 'Stopped', reusesOnScaleIn: null, status: null };

ruleCases(rule, {
  pass: {
    'a fast boot': { world: world(boots('60'), template()), evidence },
    'a slow boot and a warm pool': { world: world(boots('900', { warmPool: pool }), template()), evidence },
    'a slow boot and a forecast': { world: world(boots('900'), template(), forecast()), evidence },
    'a slow boot and a schedule': { world: world(boots('900'), template(), action()), evidence },
    'a boot that nobody knows, and a schedule': { world: world(group(), template(), action()), evidence },
    'a fast boot that the configuration declares': { world: world(group(), template()), declaredBootSeconds: 45, evidence },
    'a fast boot that hooks show': {
      world: world(group(), template(), launchHook(), ...['a', 'b', 'c'].map((id) => launch(id, 120))),
      evidence,
    },
  },
  fail: {
    'a slow boot that the tag declares': { world: world(boots('900'), template()), evidence },
    'a slow boot that hooks show': { world: world(group(), template(), ...slow), evidence },
    'a forecast that only forecasts': { world: world(boots('900'), template(), forecast({ predictiveMode: 'ForecastOnly' })), evidence },
    'a forecast that is disabled': { world: world(boots('900'), template(), forecast({ enabled: false })), evidence },
    'a schedule that has ended': { world: world(boots('900'), template(), action({ endsAt: '2026-06-01T00:00:00.000Z' })), evidence },
    'a boot of a minute where half of it is too slow': { world: world(boots('60'), template()), params: { slowBootSeconds: 30 }, evidence },
  },
  unknown: {
    'nothing tells how long it boots': { world: world(group(), template()), gaps: ['no-evidence'] },
    'a tag that is no number': { world: world(boots('long'), template()), gaps: ['no-evidence'] },
    'schedules may not be read': {
      world: worldWithGaps({ 'autoscaling.scheduled-action': denied('autoscaling:DescribeScheduledActions') }, boots('900'), template()),
      gaps: ['denied autoscaling:DescribeScheduledActions'],
    },
  },
  notApplicable: {
    'a worker group': { world: world(worker(), template()) },
    'a parked group': { world: world(group({ minSize: 0, desiredCapacity: 0, maxSize: 0 }), template()) },
    'a group that is being deleted': { world: world(boots('900', deleting), template()) },
  },
});
