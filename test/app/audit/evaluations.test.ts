import { describe, expect, it } from 'vitest';
import { evaluationsOf } from '../../../src/app/audit/evaluations.ts';
import type { Result } from '../../../src/model/report.ts';
import { failing, gap, passing, report, streamed, unknown } from '../../kit/report-builder.ts';
import { everyDatabase, oneNat, orders, rules, vpc } from '../../kit/report-parts.ts';

const at = new Date('2026-11-21T05:00:12.000Z');

function evaluated(results: readonly Result[], earlier: Parameters<typeof evaluationsOf>[2] = []) {
  return evaluationsOf(streamed(report({ rules, results, exit: { code: 0, reason: '' } })), at, earlier);
}

const pass = passing({ rule: 'compute.volumes-encrypted', resource: orders });
const lacking = unknown({ rule: 'auto-scaling.grace-covers-boot', resource: orders, gaps: [gap()] });
const fail = (rule: string, message = 'multiAz is false') => failing({ rule, resource: orders, message, evidence: [] });
const waived = { ...oneNat, resource: orders };

describe('what AWS Config is told of a resource', () => {
  it.each<[string, readonly Result[], string, string]>([
    ['everything passes', [pass], 'COMPLIANT', 'Every rule that applies passes.'],
    ['something fails', [pass, fail('rds.instance-multi-az')], 'NON_COMPLIANT', '1 failing. rds.instance-multi-az: multiAz is false'],
    [
      'something fails and something is unknown',
      [lacking, fail('rds.instance-multi-az'), pass],
      'NON_COMPLIANT',
      '1 failing. rds.instance-multi-az: multiAz is false',
    ],
    [
      'something is unknown, in whatever order',
      [pass, lacking],
      'NOT_APPLICABLE',
      'Not judged: 1 unknown. auto-scaling.grace-covers-boot: could not be decided',
    ],
    ['all that fails is an accepted risk', [waived, pass], 'COMPLIANT', 'Accepted risks: 1. Every other rule that applies passes.'],
    [
      'a risk is accepted and something is unknown',
      [waived, lacking],
      'NOT_APPLICABLE',
      'Not judged: 1 unknown. auto-scaling.grace-covers-boot: could not be decided',
    ],
  ])('where %s', (_, results, ComplianceType, Annotation) => {
    expect(evaluated(results)).toEqual([
      {
        ComplianceResourceType: 'AWS::RDS::DBInstance',
        ComplianceResourceId: orders.id,
        ComplianceType,
        Annotation,
        OrderingTimestamp: at,
      },
    ]);
  });

  it('names what belongs to EC2 by its short id', () => {
    expect(evaluated([passing({ rule: 'network.nat-per-zone', resource: vpc })])).toMatchObject([{ ComplianceResourceId: 'vpc-0a1b2c3d' }]);
  });

  it('is nothing of a listing that could not be read', () => {
    expect(evaluated([unknown({ rule: 'rds.instance-multi-az', resource: everyDatabase, gaps: [gap()] })])).toEqual([]);
  });

  it('is that it no longer counts, where it is gone; what is there is told once', () => {
    const [told] = evaluated([pass]);
    const gone = { ComplianceResourceType: 'AWS::EC2::VPC', ComplianceResourceId: 'vpc-1' };
    const known = { ComplianceResourceType: 'AWS::RDS::DBInstance', ComplianceResourceId: orders.id };
    expect(evaluated([pass], [gone, known])).toEqual([
      told,
      { ...gone, ComplianceType: 'NOT_APPLICABLE', Annotation: 'No longer there, or no longer judged.', OrderingTimestamp: at },
    ]);
  });

  it('keeps within 256 characters on one line', () => {
    const [told] = evaluated([fail('rds.instance-multi-az', `\u001b[31m\n${'ä'.repeat(1000)}`)]);
    expect(told?.Annotation).toHaveLength(256);
    expect(told?.Annotation).toMatch(/^1 failing\. rds\.instance-multi-az: +ä+\.\.\.$/);
  });
});
