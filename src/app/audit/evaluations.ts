import type { Report, Result } from '../../model/report.ts';
import { plainText } from '../../output/plain-text.ts';

/** What AWS Config is told of one resource. */
export interface ResourceEvaluation {
  readonly ComplianceResourceType: string;
  readonly ComplianceResourceId: string;
  readonly ComplianceType: 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE';
  readonly Annotation: string;
  readonly OrderingTimestamp: Date;
}

interface Worst {
  readonly resource: Result['resource'];
  fails: number;
  unknown: number;
  waived: number;
  first: string;
}

const longestAnnotation = 256;
const longestId = 768;

/**
 * The worst verdict of each resource, as a periodic custom rule tells it. A resource of which something is unknown and nothing
 * fails is no compliant one; AWS Config has no third answer but `NOT_APPLICABLE`, whose annotation says so. A failure that is
 * an accepted risk does not make its resource fail.
 *
 * @param earlier Resources that were evaluated before: those that are gone would keep their last answer for ever.
 */
export function evaluationsOf(report: Report, at: Date, earlier: readonly EvaluatedResource[]): readonly ResourceEvaluation[] {
  const worst = new Map<string, Worst>();
  for (const { status, resource, rule, message, waiver } of report.results) {
    // A listing that could not be read is no resource.
    if (resource.name === null) continue;
    const found = worst.get(resource.id) ?? { resource, fails: 0, unknown: 0, waived: 0, first: '' };
    worst.set(resource.id, found);
    const fails = status === 'fail' && waiver === null;
    if (fails && found.fails === 0) found.first = `${rule}: ${message}`;
    if (fails) found.fails += 1;
    if (waiver !== null) found.waived += 1;
    if (status !== 'unknown') continue;
    if (found.fails + found.unknown === 0) found.first = `${rule}: ${message}`;
    found.unknown += 1;
  }
  const now = [...worst.values()].map((each) => evaluationOf(each, at));
  const seen = new Set(now.map(keyOf));
  const gone = earlier
    .filter((each) => !seen.has(keyOf(each)))
    .map((each) => ({
      ...each,
      ComplianceType: 'NOT_APPLICABLE' as const,
      Annotation: 'No longer there, or no longer judged.',
      OrderingTimestamp: at,
    }));
  return [...now, ...gone];
}

export type EvaluatedResource = Pick<ResourceEvaluation, 'ComplianceResourceType' | 'ComplianceResourceId'>;

function keyOf({ ComplianceResourceType, ComplianceResourceId }: EvaluatedResource): string {
  return `${ComplianceResourceType} ${ComplianceResourceId}`;
}

function evaluationOf({ resource, fails, unknown, waived, first }: Worst, OrderingTimestamp: Date): ResourceEvaluation {
  const passing = waived > 0 ? `Accepted risks: ${waived}. Every other rule that applies passes.` : 'Every rule that applies passes.';
  const annotation = fails > 0 ? `${fails} failing. ${first}` : unknown > 0 ? `Not judged: ${unknown} unknown. ${first}` : passing;
  return {
    ComplianceResourceType: resource.type,
    ComplianceResourceId: configId(resource).slice(0, longestId),
    ComplianceType: fails > 0 ? 'NON_COMPLIANT' : unknown > 0 ? 'NOT_APPLICABLE' : 'COMPLIANT',
    Annotation: cut(plainText(annotation)),
    OrderingTimestamp,
  };
}

/** AWS Config knows what belongs to EC2 by its short id, and what balances load or scales by its ARN. */
function configId({ type, id }: Result['resource']): string {
  return type.startsWith('AWS::EC2::') ? id.slice(id.lastIndexOf('/') + 1) : id;
}

function cut(text: string): string {
  return text.length <= longestAnnotation ? text : `${text.slice(0, longestAnnotation - 3)}...`;
}
