import type { DriftReport } from '../../model/drift-report.ts';
import { safeJson } from '../safe-json.ts';

/** One JSON document, an element of a list a line, so that two can be compared. */
export function* driftJson(report: DriftReport): Iterable<string> {
  let separator = '{\n';
  for (const [name, value] of Object.entries(report)) {
    yield `${separator}${JSON.stringify(name)}:${valueText(value)}`;
    separator = ',\n';
  }
  yield '\n}\n';
}

function valueText(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return safeJson(value);
  return `[\n${value.map((item) => safeJson(item)).join(',\n')}\n]`;
}
