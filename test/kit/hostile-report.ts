import fc from 'fast-check';
import type { Result } from '../../src/model/report.ts';
import { evidence, failing, gap, passing, report, resource, type StoredReport, unknown } from './report-builder.ts';
import { rules } from './report-parts.ts';

/** A report in which everything that people write is `text`: a pass, two failures, a waived one and an unknown. */
export function reportSaying(text: string): StoredReport {
  const named = (id: string) => resource('rds.instance', 'AWS::RDS::DBInstance', `arn:aws:rds:us-east-1:123456789012:db:${id}`, text);
  const fail = (id: string, more: Partial<Result>) => {
    const db = named(id);
    return failing({
      rule: 'rds.instance-multi-az',
      resource: db,
      message: text,
      workloads: [text],
      evidence: [{ ...evidence(db, text, { [text]: text }, [text]), derivation: text }],
      follows: { rule: 'network.nat-per-zone', resource: text },
      fix: { cli: text, terraform: text, cloudformation: text, effect: text },
      ...more,
    });
  };
  return report({
    rules,
    results: [
      fail('a', {}),
      fail(`b${text}`, { fix: { cli: null, terraform: text, cloudformation: null, effect: null } }),
      fail('c', { waiver: { reason: text, owner: text, expires: '2027-03-31' } }),
      passing({ rule: 'rds.instance-multi-az', resource: named('d'), message: text }),
      unknown({ rule: 'network.nat-per-zone', resource: named('e'), message: text, gaps: [gap({ detail: text, action: text })] }),
    ],
    exit: { code: 1, reason: text },
  });
}

/** The name of a resource, and so nearly everything, is harmless. */
export const harmless = reportSaying('x');

export const sameShape = (texts: fc.Arbitrary<string>, check: (report: StoredReport) => void): void => {
  fc.assert(fc.property(texts, (text) => check(reportSaying(text))));
};
