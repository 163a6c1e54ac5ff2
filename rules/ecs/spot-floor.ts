import { defineRule, Type } from '#rule-kit';
import { carriesRequests, isMeantToRun, isOnFargate, providersOf, updateService } from '../_lib/ecs-service.ts';

export default defineRule({
  id: 'ecs.spot-floor',
  title: 'ECS services that carry requests keep a floor of tasks that are not on Spot',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['ecs-spot-floor'],
  references: ['wa:REL11-BP05', 'wa:REL10-BP01'],
  why: 'AWS takes Spot capacity back with two minutes of warning and from many tasks at once: a service without a floor can lose all of them together and find no capacity for new ones.',
  params: Type.Object(
    {
      minOnDemandTasks: Type.Integer({
        default: 2,
        minimum: 1,
        description: 'Tasks on demand when the service is at its smallest; all of them where it is smaller (Well-Architected REL11-BP05).',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'ecs.service',
  reads: ['applicationautoscaling.scalable-target', 'ecs.cluster'],
  // Workers that nobody waits for may well live on Spot.
  appliesTo: (service) => isMeantToRun(service) && carriesRequests(service) && isOnFargate(service),
  check(service, { params: { minOnDemandTasks }, referring, pass, fail, seeDerived }) {
    const providers = providersOf(service);
    const spot = providers.find(({ capacityProvider }) => capacityProvider === 'FARGATE_SPOT');
    const others = providers.filter((provider) => provider !== spot);
    const inWords = providers.map(({ capacityProvider, base, weight }) => `${capacityProvider} base ${base} weight ${weight}`).join(', ');
    if (spot === undefined || (spot.weight === 0 && spot.base === 0))
      return pass(seeDerived(service, 'capacityProviders', inWords, null, 'no task of it runs on Spot'));
    const [target] = referring('applicationautoscaling.scalable-target', 'service', service);
    const tasks = Math.max(1, Math.min(service.desiredCount, target?.minCapacity ?? service.desiredCount));
    const base = Math.max(0, ...others.map((provider) => provider.base));
    const [fixed, fixedSpot] = [Math.min(base, tasks), Math.min(spot.base, tasks)];
    const [weight, weights] = [others.reduce((sum, each) => sum + each.weight, 0), providers.reduce((sum, each) => sum + each.weight, 0)];
    const rest = Math.max(0, tasks - fixed - fixedSpot);
    const share = weights === 0 ? 0 : Math.floor((rest * weight) / weights);
    const needed = Math.min(minOnDemandTasks, tasks);
    const sum = `${inWords}; of ${tasks} tasks at the least, base ${fixed} + ${rest} x ${weight} / ${weights} (rounded down) = ${fixed + share}`;
    const seen = seeDerived(service, 'onDemandTasks', fixed + share, `at least ${needed}`, sum);
    if (fixed + share >= needed) return pass(seen);
    return fail(seen, fixed + share === 0 ? 'May run on Spot alone' : `Keeps ${fixed + share} of ${tasks} tasks on demand`);
  },
  fix: (service, { params: { minOnDemandTasks }, sh }) => ({
    cli: `${updateService(service, sh)} --capacity-provider-strategy ${sh`capacityProvider=FARGATE,base=${minOnDemandTasks},weight=1`} capacityProvider=FARGATE_SPOT,weight=1 --force-new-deployment`,
    terraform: `capacity_provider_strategy { capacity_provider = "FARGATE", base = ${minOnDemandTasks}, weight = 1 }`,
    cloudformation: `CapacityProviderStrategy: [{ CapacityProvider: FARGATE, Base: ${minOnDemandTasks}, Weight: 1 }, { CapacityProvider: FARGATE_SPOT, Weight: 1 }]`,
    effect: 'A deployment replaces every task; those on demand cost the full price.',
  }),
});
