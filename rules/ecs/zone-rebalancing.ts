import { defineRule } from '#rule-kit';
import { isMeantToRun, updateService } from '../_lib/ecs-service.ts';

export default defineRule({
  id: 'ecs.zone-rebalancing',
  title: 'ECS services move their tasks back once a lost zone has recovered',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['ecs-tasks-spread'],
  references: ['wa:REL11-BP05', 'wa:REL10-BP01'],
  why: 'After a zone failure the replacements stand in the zones that are left, and stay there: the next failure takes most or all of them.',
  subject: 'ecs.service',
  reads: [],
  // Those to which AWS does not offer it: where tasks cannot be started before others stop, or stand where a strategy puts them.
  appliesTo: (service) =>
    isMeantToRun(service) &&
    service.desiredCount > 1 &&
    (service.deploymentController ?? 'ECS') === 'ECS' &&
    service.launchType !== 'EXTERNAL' &&
    (service.maximumPercent ?? 200) > 100 &&
    !service.loadBalancers.some(({ loadBalancerName }) => loadBalancerName !== null) &&
    service.placementStrategies
      .slice(0, 1)
      .every(({ strategyType, field }) => strategyType === 'spread' && field === 'attribute:ecs.availability-zone'),
  // A service that says nothing was made before this existed.
  check(service, { pass, fail, unknown }) {
    switch (service.availabilityZoneRebalancing) {
      case 'ENABLED':
        return pass('availabilityZoneRebalancing');
      case 'DISABLED':
      case null:
        return fail({ availabilityZoneRebalancing: 'ENABLED' }, 'Leaves its tasks where a zone failure has put them');
      default:
        return unknown(
          'unsupported',
          `the setting ${service.availabilityZoneRebalancing} is not understood`,
          'availabilityZoneRebalancing',
        );
    }
  },
  fix: (service, { sh }) => ({
    cli: `${updateService(service, sh)} --availability-zone-rebalancing ENABLED`,
    terraform: 'availability_zone_rebalancing = "ENABLED"',
    cloudformation: 'AvailabilityZoneRebalancing: ENABLED',
    effect: 'Where zones hold different numbers of tasks, ECS starts one in the emptier zone before it stops one in the fuller.',
  }),
});
