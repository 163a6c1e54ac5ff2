import { defineRule } from '#rule-kit';

export default defineRule({
  id: 'ecs.container-insights',
  title: 'Clusters that run services have Container Insights switched on',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['ecs-container-insights'],
  references: ['wa:REL11-BP01', 'config:ECS_CONTAINER_INSIGHTS_ENABLED', 'securityhub:ECS.12'],
  why: 'Without it nothing counts running tasks, restarts or the memory of a container: what goes wrong inside a service is seen only when requests fail.',
  subject: 'ecs.cluster',
  reads: [],
  appliesTo: ({ status, activeServicesCount }) => status === 'ACTIVE' && activeServicesCount > 0,
  check(cluster, { pass, fail, unknown }) {
    switch (cluster.containerInsights) {
      case 'enabled':
      case 'enhanced':
        return pass('containerInsights');
      case 'disabled':
        return fail({ containerInsights: 'enhanced' }, 'Collects no metrics of its tasks and containers');
      case null:
        return unknown('no-evidence', 'the cluster does not say it, and the default of the account is not read', 'containerInsights');
      default:
        return unknown('unsupported', `the setting ${cluster.containerInsights} is not understood`, 'containerInsights');
    }
  },
  fix: (cluster, { sh }) => ({
    cli: sh`aws ecs update-cluster-settings --cluster ${cluster.key} --settings name=containerInsights,value=enhanced --region ${cluster.region}`,
    terraform: 'setting { name = "containerInsights", value = "enhanced" }',
    cloudformation: 'ClusterSettings: [{ Name: containerInsights, Value: enhanced }]',
    effect: 'Metrics and logs are collected from now on, and cost.',
  }),
});
