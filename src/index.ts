/** ha-audit as a library: the same report as an object. */
export type { Gap, GapReason } from './model/gap.ts';
export type { Evidence, Exit, Fix, Report, ResourceReference, Result, RuleSummary, Severity, Workload } from './model/report.ts';
export { type LibraryScanOptions as ScanOptions, scanAccount as scan } from './app/library.ts';
