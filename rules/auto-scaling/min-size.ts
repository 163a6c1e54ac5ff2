import { defineRule, Type } from '#rule-kit';
import { heaviestWeight } from '../_lib/capacity-units.ts';
import { isAttached, isJudgedGroup } from '../_lib/judged-group.ts';
import { resize } from '../_lib/resize.ts';

export default defineRule({
  id: 'auto-scaling.min-size',
  title: 'Groups behind a load balancer never run on fewer than two instances',
  severity: 'high',
  invariants: ['asg-min-size'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP02'],
  why: 'With one instance every crash, replacement and zone failure is an outage for as long as the next one needs to boot.',
  params: Type.Object(
    {
      minInstances: Type.Integer({
        default: 2,
        minimum: 1,
        description:
          'Instances in service at the least; two keep serving while one is replaced (Well-Architected REL10-BP01). Warm pools do not count.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: [],
  // Workers and singletons such as bastions stand behind no load balancer; nobody waits for their answer.
  appliesTo: (group) => isJudgedGroup(group) && isAttached(group),
  check(group, { params: { minInstances }, pass, fail, unknown, seeDerived }) {
    const { minSize } = group;
    // However units are counted, an instance is worth at least one.
    if (minSize < minInstances)
      return fail(
        { minSize: minInstances },
        minSize === 0
          ? 'May shrink to no instance at all'
          : `May shrink to ${minSize === 1 ? 'a single instance' : `${minSize} instances`}`,
      );
    switch (group.desiredCapacityType) {
      case null:
      case 'units': {
        const weight = heaviestWeight(group);
        if (weight === 1) return pass('minSize');
        const instances = Math.ceil(minSize / weight);
        const derivation = `${minSize} units at least, and the heaviest instance type counts for ${weight}: ${minSize} / ${weight}, rounded up`;
        const evidence = seeDerived(group, 'fewestInstances', instances, minInstances, derivation);
        return instances >= minInstances
          ? pass('minSize', evidence)
          : fail(evidence, `May shrink to ${instances === 1 ? 'a single instance' : `${instances} instances`}, whose weight is ${weight}`);
      }
      case 'vcpu':
      case 'memory-mib':
        return unknown(
          'no-evidence',
          `the minimum of ${minSize} is counted in ${group.desiredCapacityType}, not in instances`,
          'minSize',
          'desiredCapacityType',
        );
      default:
        return unknown('unsupported', `the capacity type ${group.desiredCapacityType} is not understood`, 'desiredCapacityType');
    }
  },
  fix(group, { params: { minInstances }, sh }) {
    const minSize = heaviestWeight(group) === 1 ? minInstances : heaviestWeight(group) * (minInstances - 1) + 1;
    return {
      cli: resize(group, group.maxSize < minSize ? { minSize, maxSize: minSize } : { minSize }, sh),
      terraform: `min_size = ${minSize}`,
      cloudformation: `MinSize: ${minSize}`,
      effect: 'The group starts instances until it has as many, and pays for them.',
    };
  },
});
