import { defineRule, Type } from '#rule-kit';
import { countsInstances } from '../_lib/capacity-units.ts';
import { subnetsByZone } from '../_lib/group-zones.ts';
import { carriesRequests, isJudgedGroup } from '../_lib/judged-group.ts';
import { Rebuild } from '../_lib/rebuild.ts';
import { resize } from '../_lib/resize.ts';
import { keptCpuPercent, loadAfter, zoneLossOf } from '../_lib/zone-loss.ts';

export default defineRule({
  id: 'auto-scaling.n-minus-one',
  title: 'The remaining zones can carry or rebuild the capacity of one that is lost',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['asg-n-minus-one'],
  references: ['wa:REL11-BP05', 'wa:REL02-BP03', 'wa:REL10-BP01'],
  why: 'When a zone fails its load falls on the others. Where they have no room for it, and no new instance may or can start there, the rest of the group fails too.',
  params: Type.Object(
    {
      maxLoadPercent: Type.Number({
        default: 100,
        exclusiveMinimum: 0,
        description: 'CPU utilization in percent up to which the remaining instances carry the whole load by themselves.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: ['autoscaling.policy', 'ec2.subnet'],
  topology: ['zones'],
  subsumedBy: ['auto-scaling.multi-az', 'auto-scaling.min-size', 'auto-scaling.headroom'],
  // A desired capacity of none carries nothing that could be lost.
  appliesTo: (group) => isJudgedGroup(group) && carriesRequests(group) && group.desiredCapacity > 0,
  check(group, context) {
    const { params, pass, fail, unknown, seeDerived } = context;
    const byZone = subnetsByZone(group, context);
    const loss = zoneLossOf(group, byZone.size);
    const { remaining } = loss;
    const kept = seeDerived(group, 'remainingCapacity', remaining, 'at least 1', loss.how);
    if (remaining === 0) return fail(kept, 'Nothing remains when one zone is lost');
    const rebuild = new Rebuild(group, loss, byZone, context);
    const { obstacles } = rebuild;
    if (obstacles === null) return pass(kept, ...rebuild.evidence);
    const target = keptCpuPercent(group, context);
    const load = target === null ? null : loadAfter(loss, target, group);
    const carried =
      load === null ? [] : [seeDerived(group, 'loadAfterZoneLoss', load.percent, `at most ${params.maxLoadPercent}`, load.how)];
    if (load !== null && load.percent <= params.maxLoadPercent) return pass(kept, ...carried);
    const evidence = obstacles.map((obstacle) => obstacle.evidence);
    if (!countsInstances(group) && obstacles.every(({ isCountedInInstances }) => isCountedInInstances))
      return unknown('no-evidence', 'how many instances, and so addresses, the lost capacity takes is not known', kept, ...evidence);
    const burden = load === null ? 'no CPU target says that they carry the load' : `they would be at ${load.percent} % CPU`;
    return fail(
      [kept, ...carried, ...evidence],
      `After the loss of a zone ${remaining} of ${group.desiredCapacity} remain: ${burden}, and the others cannot be made up for, since ${obstacles.map(({ note }) => note).join(' and ')}`,
    );
  },
  fix(group, { sh }) {
    const maxSize = Math.max(group.desiredCapacity * 2, group.maxSize);
    return {
      cli: resize(group, { maxSize }, sh),
      terraform: `max_size = ${maxSize}; more or larger subnets where addresses are short`,
      cloudformation: `MaxSize: ${maxSize}; more or larger subnets where addresses are short`,
      effect: 'Nothing starts by itself. A lower CPU target lets the remaining instances carry more before new ones help.',
    };
  },
});
