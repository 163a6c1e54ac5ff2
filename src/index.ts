/**
 * ha-audit as a library: the report of `ha-audit scan` as an object.
 *
 *     import { scan } from 'ha-audit';
 *     const report = await scan({ from: 'account.ndjson.gz' });
 *     for (const { status, rule, resource } of report.results) if (status === 'fail') console.log(rule, resource.id);
 */
export { InputError, type LibraryScanOptions as ScanOptions, scan, SetupError } from './app/library.ts';
export type { CoverageEntry, CoverageStatus } from './model/coverage.ts';
export type { Gap, GapReason } from './model/gap.ts';
export type {
  Counts,
  Environment,
  Evidence,
  Exit,
  Fix,
  Report,
  ResourceReference,
  Result,
  RuleSummary,
  Ruleset,
  RunInfo,
  Seen,
  Severity,
  VerdictStatus,
  Waiver,
  Workload,
} from './model/report.ts';
