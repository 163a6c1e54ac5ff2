import { type Report, type Result, severities } from '../model/report.ts';
import type { OutputOptions } from './define.ts';

type Selection = Pick<OutputOptions, 'minimumSeverity'>;

/** A failing result below the asked severity is hidden from every format alike; passes and unknowns are not. */
export function isVisible(result: Result, { minimumSeverity }: Selection): boolean {
  if (minimumSeverity === undefined || result.status !== 'fail') return true;
  return severities.indexOf(result.severity) <= severities.indexOf(minimumSeverity);
}

export function* visibleResults(report: Report, selection: Selection): Iterable<Result> {
  for (const result of report.results) if (isVisible(result, selection)) yield result;
}
