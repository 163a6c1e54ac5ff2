import type { Result } from '../../model/report.ts';
import { counted, evidenceText } from '../finding-text.ts';
import { plainText } from '../plain-text.ts';
import { cut, limits } from './limits.ts';

/** Observations that are listed; further ones are counted. */
const mostObservations = 10;

/** What has no field of its own, under names that Security Hub can filter by. */
export function productFields(result: Result, version: string): Readonly<Record<string, string>> {
  const { id, rule, evidence, resource, related, workloads, source, follows, ruleSeverity, environment, baseline } = result;
  const seen = [...new Set(evidence.map((entry) => evidenceText(entry, resource)))];
  const unlisted = related.filter((arn) => arn !== resource.id).length - (limits.resources - 1);
  const fields: Readonly<Record<string, string | undefined>> = {
    FindingId: id,
    Rule: rule,
    Version: version,
    Workloads: workloads.map(plainText).join(', '),
    Source: source === undefined ? undefined : plainText(`${source.file}:${source.startLine} ${source.address}`),
    Follows: follows === undefined ? undefined : plainText(`${follows.rule} ${follows.resource}`),
    ProductionSeverity: ruleSeverity,
    Environment: environment,
    Baseline: baseline,
    NotListed: [
      ...(unlisted > 0 ? [counted(unlisted, 'related resource')] : []),
      ...(seen.length > mostObservations ? [counted(seen.length - mostObservations, 'observation')] : []),
    ].join(', '),
    ...Object.fromEntries(seen.slice(0, mostObservations).map((text, index) => [`Seen.${index + 1}`, text])),
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[`ha-audit/${name}`, cut(value, limits.productField)]],
    ),
  );
}
