import { atLeastDistinct, defineRule, ifKnown, Known, type View } from '#rule-kit';
import { isMeantToRun, updateService } from '../_lib/ecs-service.ts';
import { spanParams } from '../_lib/zone-span.ts';

export default defineRule({
  id: 'ecs.tasks-spread',
  title: 'Running tasks of an ECS service stand in at least two zones',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['ecs-tasks-spread'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP05'],
  why: 'What a zone takes down with it is what runs there: tasks that have all ended up in one zone fail together, whatever their subnets promise.',
  params: spanParams,
  thresholds: { strict: { minZones: 3 } },
  subject: 'ecs.service',
  reads: ['ecs.task'],
  topology: ['zones'],
  subsumedBy: ['ecs.multi-az-subnets', 'ecs.min-tasks', 'ecs.revision-current'],
  // A single task cannot be in two places, and outside of AWS there are no zones.
  appliesTo: (service) => isMeantToRun(service) && service.desiredCount > 1 && service.launchType !== 'EXTERNAL',
  check(service, { params: { minZones }, topology, referring, pass, fail, unknown, seeDerived }) {
    const wanted = Math.min(minZones, service.desiredCount);
    const zoneOf = ({ lastStatus, zoneName }: View<'ecs.task'>) =>
      lastStatus !== 'RUNNING' || zoneName === null ? null : topology.zones.idOf(zoneName, service);
    const isSpread = atLeastDistinct(wanted, referring('ecs.task', 'service', service), zoneOf);
    const running = Known.from(() => referring('ecs.task', 'service', service)).items.filter(
      (task) => ifKnown(() => task.lastStatus) === 'RUNNING',
    );
    const counts = new Map<string, number>();
    for (const task of running) {
      const zone = ifKnown(() => zoneOf(task)) ?? 'no known zone';
      counts.set(zone, (counts.get(zone) ?? 0) + 1);
    }
    const zones = [...counts.keys()].sort();
    const inWords = zones.map((zone) => `${counts.get(zone) ?? 0} in ${zone}`).join(', ');
    const seen = seeDerived(service, 'zones', zones, `at least ${wanted} zones`, `running tasks: ${inWords || 'none'}`);
    if (isSpread) return pass(seen);
    if (service.deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS') || service.pendingCount > 0)
      return unknown('transitional', 'tasks are being replaced', seen);
    if (running.length < service.runningCount)
      return unknown('no-evidence', `${service.runningCount} tasks run, of which ${running.length} were listed`, seen);
    return fail(seen, running.length === 0 ? 'No task runs' : `Runs ${inWords} and nowhere else`, running);
  },
  fix: (service, { sh }) => ({
    cli: `${updateService(service, sh)} --availability-zone-rebalancing ENABLED --force-new-deployment`,
    terraform: 'availability_zone_rebalancing = "ENABLED"',
    cloudformation: 'AvailabilityZoneRebalancing: ENABLED',
    effect:
      'The tasks are replaced and spread; from then on ECS moves them where zones differ. On instances, the first placement strategy must spread by zone.',
  }),
});
