import type { Result } from '../model/report.ts';

/** `low, critical in production: this is development`; null where the severity is that of production. */
export function loweredText({
  severity,
  ruleSeverity,
  environment,
}: Pick<Result, 'severity' | 'ruleSeverity' | 'environment'>): string | null {
  if (ruleSeverity === undefined) return null;
  return `${severity}, ${ruleSeverity} in production${environment === undefined ? '' : `: this is ${environment}`}`;
}
