import type { Baseline } from '../../app/baseline.ts';
import { loadConfiguration } from '../../app/config/load.ts';
import { destinations } from '../../app/destinations.ts';
import { assertWritable } from '../../app/files.ts';
import { chosenAccounts, liveOptions } from '../../app/live-options.ts';
import { configSource, saveSnapshot, type Source } from '../../app/read-source.ts';
import { needsAnchor, sarifAnchor } from '../../app/sarif-anchor.ts';
import { readAccount } from '../../app/scan.ts';
import { sourceOptions } from '../../app/source-code/options.ts';
import { unmatchedPlaces, unmatchedWorkloads } from '../../app/scope.ts';
import { writeReport } from '../../app/write-report.ts';
import { isExpected } from '../../app/error-kind.ts';
import { plainLines } from '../../app/plain-lines.ts';
import { InputError } from '../../model/input-error.ts';
import type { ExitCode, Report } from '../../model/report.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { ScanFlags } from '../flags.ts';
import { interruptible } from '../interruption.ts';
import { outcomeOf } from '../outcome.ts';
import { closingLine } from '../program-error.ts';
import { accountsOf, reading, selectionOf } from '../reading.ts';
import { terminal } from '../terminal.ts';
import { unreadRegions } from '../unread-regions.ts';

export async function runScan(flags: ScanFlags): Promise<ExitCode> {
  const { saveSnapshot: snapshotPath, workload, tag } = flags;
  const outputs = destinations(flags.format, flags.output, snapshotPath === undefined ? [] : [snapshotPath]);
  const configuration = await loadConfiguration(flags.config ?? null);
  const anchor = outputs.some(({ format }) => needsAnchor(format)) ? sarifAnchor(flags.sarifAnchor ?? null, configuration.path) : null;
  for (const path of [snapshotPath, ...outputs.map(({ path }) => path)]) if (typeof path === 'string') await assertWritable(path);

  const scope = { accounts: flags.account, regions: flags.onlyRegion, workloads: workload, tags: tag };
  const baseline = await baselineOf(flags);
  const codeOptions = sourceOptions(flags.source, flags.tfState, flags.tfPlan);
  const writtenIn = codeOptions === null ? null : await (await import('../../app/source-code/locate.ts')).findSource(codeOptions);
  const source = sourceOf(flags, accountsOf(flags, configuration));
  if (flags.since === true && !('account' in source))
    throw new InputError('--since asks AWS Config, which a file cannot tell of; scan an account');
  const warnings: string[] = [...(writtenIn?.warnings ?? [])];
  const account = await reading(flags, 'account' in source, (signal, onProgress) =>
    readAccount({
      source,
      selection: selectionOf(flags, configuration),
      exit: { failOn: flags.failOn, requireComplete: flags.requireComplete === true, allowEmpty: flags.allowEmpty === true },
      workloads: configuration.workloads,
      environments: configuration.environments,
      waivers: flags.waivers ? configuration.waivers : [],
      baseline,
      code: writtenIn,
      failOnNew: flags.failOnNew === true,
      scope,
      asOf: flags.asOf ?? null,
      signal,
      now: () => new Date(),
      onProgress,
      onCrash: (rule, resource, error) =>
        warnings.push(`rule ${rule} crashed on ${resource}: ${error instanceof Error ? error.message : String(error)}`),
    }),
  );
  const failures: Error[] = [];
  if (snapshotPath !== undefined)
    await interruptible(undefined, (signal) => saveSnapshot(snapshotPath, account.snapshot, signal)).catch(keepExpected(failures));
  const judged = account.judge();
  const report = flags.since === true ? await dated(judged, account.snapshot, flags, source, warnings) : judged;
  const options = {
    terminal: terminal(process.stdout, flags.color),
    verbose: flags.verbose === true,
    minimumSeverity: flags.severity,
    sarifAnchor: anchor,
    onNote: (note: string) => warnings.push(note),
  };
  const shown = flags.redact === true ? (await import('../../app/redact.ts')).redact(report) : report;
  failures.push(...(await interruptible(undefined, (signal) => writeReport(shown, outputs, { ...options, signal }))));

  warnings.push(...(writtenIn?.strangers(report) ?? []));
  warnings.push(...unmatchedWorkloads(workload, report.workloads), ...unmatchedPlaces(scope, report.run));
  if (report.waivers !== undefined) warnings.push(...(await import('../../app/waivers.ts')).waiverWarnings(report, configuration.path));
  for (const warning of warnings) process.stderr.write(`ha-audit: ${plainLines(warning)}\n`);
  const { code, reason } = outcomeOf(report.exit, failures);
  process.stderr.write(closingLine(code, reason + unreadRegions(account.snapshot.header, 'account' in source)));
  return code;
}

/** Costs calls of its own, and a refusal leaves the report as it is. */
async function dated(report: Report, snapshot: Snapshot, flags: ScanFlags, source: Source, warnings: string[]): Promise<Report> {
  if (!('account' in source)) return report;
  const { datesOf } = await import('../../app/live.ts');
  const found = await interruptible(flags.timeout, (signal) =>
    datesOf(report, snapshot, flags.severity, liveOptions(source.account, signal), chosenAccounts(source.account)),
  );
  warnings.push(...found.warnings);
  return found.report;
}

/** Read before the account, so that a mistake costs no scan. */
async function baselineOf({ baseline, failOnNew, from }: ScanFlags): Promise<Baseline | null> {
  if (baseline === undefined) {
    if (failOnNew === true) throw new InputError('--fail-on-new needs --baseline FILE, an earlier report in json or ndjson');
    return null;
  }
  if (baseline === '-' && from === '-') throw new InputError('--baseline and --from cannot both be standard input');
  return (await import('../../app/baseline.ts')).readBaseline(baseline);
}

function sourceOf({ demo, from }: ScanFlags, account: Extract<Source, { type: 'live' }>['account']): Source {
  if (demo === true) return { type: 'demo' };
  if (from === undefined) return { type: 'live', account };
  return configSource(from, account) ?? { type: 'file', path: from };
}

function keepExpected(failures: Error[]): (error: unknown) => void {
  return (error) => {
    if (!isExpected(error)) throw error;
    failures.push(error);
  };
}
