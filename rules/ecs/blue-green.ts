import { defineRule } from '#rule-kit';
import { isReplicated, isRolling } from '../_lib/ecs-service.ts';

export default defineRule({
  id: 'ecs.blue-green',
  title: 'ECS services behind a load balancer are tried out before they take the traffic',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['ecs-blue-green'],
  references: ['wa:REL08-BP05', 'config:CODEDEPLOY_AUTO_ROLLBACK_MONITOR_ENABLED'],
  why: 'A rolling deployment shows a new revision to users as soon as its health check passes. Blue/green keeps the old one whole, so that going back takes seconds.',
  subject: 'ecs.service',
  reads: [],
  appliesTo: (service) =>
    isReplicated(service) &&
    service.deploymentController !== 'EXTERNAL' &&
    service.loadBalancers.some(({ targetGroupArn }) => targetGroupArn !== null),
  check(service, { pass, fail, see, seeDerived }) {
    const { deploymentController, loadBalancers } = service;
    if (isRolling(service)) {
      const seen = seeDerived(
        service,
        'deploymentStrategy',
        service.deploymentStrategy ?? 'ROLLING',
        'BLUE_GREEN, CANARY or LINEAR',
        'by the controller ECS',
      );
      return fail(seen, 'Sends requests to a new revision as soon as its first task is healthy');
    }
    // The test listener of CodeDeploy belongs to its deployment group.
    if (deploymentController === 'CODE_DEPLOY') return pass('deploymentController');
    if (loadBalancers.some(({ testListenerRule }) => testListenerRule !== null)) return pass('deploymentStrategy', 'loadBalancers');
    return fail(see(service, 'loadBalancers'), 'Shifts its traffic without a test listener, so nobody can try the new revision first');
  },
  fix: () => ({
    terraform:
      'deployment_configuration { strategy = "BLUE_GREEN" }, load_balancer { advanced_configuration { alternate_target_group_arn, production_listener_rule, test_listener_rule, role_arn } }',
    cloudformation: 'DeploymentConfiguration: { Strategy: BLUE_GREEN }, LoadBalancers: [{ AdvancedConfiguration: { … } }]',
    effect: 'The next deployment starts as many tasks again and keeps the old ones for the bake time.',
  }),
});
