import { writeReport } from '../../app/write-report.ts';
import { loadConfiguration } from '../../app/config/load.ts';
import { type ScanOutcome, scan, type Source } from '../../app/scan.ts';
import { InputError } from '../../model/input-error.ts';
import type { ScanFlags } from '../flags.ts';
import { destinations } from '../formats.ts';
import { interruption, type Interruption } from '../interruption.ts';
import { liveOptions } from '../live-source.ts';
import { ProgramError } from '../program-error.ts';
import { startProgress } from '../progress.ts';
import { terminal } from '../terminal.ts';

export async function runScan(flags: ScanFlags): Promise<void> {
  const outputs = destinations(flags.format, flags.output);
  const configuration = await loadConfiguration(flags.config ?? null);
  const stop = interruption(flags.timeout);
  const progress = startProgress(flags.quiet !== true && flags.demo !== true && flags.from === undefined);
  const crashes: string[] = [];
  let outcome: ScanOutcome;
  try {
    outcome = await scan({
      source: sourceOf(flags, configuration.regions, stop),
      selection: { ruleset: flags.ruleset ?? configuration.ruleset, include: flags.rules, exclude: flags.skip, settings: configuration.rules },
      exit: { failOn: flags.failOn, requireComplete: flags.requireComplete === true, allowEmpty: flags.allowEmpty === true },
      workloads: configuration.workloads,
      scope: { workloads: flags.workload, tags: flags.tag },
      asOf: dateOf(flags.asOf),
      now: () => new Date(),
      onProgress: progress.onProgress,
      onCrash: (rule, resource, error) => crashes.push(`rule ${rule} crashed on ${resource}: ${error instanceof Error ? error.message : String(error)}`),
    });
  } catch (error) {
    if (stop.isInterrupted()) throw new ProgramError('ha-audit: interrupted', 130, { cause: error });
    throw error;
  } finally {
    progress.end();
    stop.end();
  }
  if (stop.isInterrupted()) throw new ProgramError('ha-audit: interrupted', 130);
  const { color, width } = terminal(process.stdout, flags.color);
  await writeReport(outcome.report, outputs, {
    color,
    width,
    verbose: flags.verbose === true,
    minimumSeverity: flags.severity,
    sarifAnchor: flags.sarifAnchor ?? null,
    configurationPath: configuration.path,
  });
  for (const crash of crashes) process.stderr.write(`ha-audit: ${crash}\n`);
  process.stderr.write(`${closingLine(outcome)}\n`);
  process.exitCode = outcome.report.exit.code;
}

function sourceOf(flags: ScanFlags, configuredRegions: readonly string[], stop: Interruption): Source {
  const saveSnapshot = flags.saveSnapshot ?? null;
  if (flags.demo === true && flags.from !== undefined) throw new InputError('--demo and --from name two sources; give one');
  if (saveSnapshot !== null && (flags.demo === true || flags.from !== undefined)) throw new InputError('--save-snapshot keeps what a live scan reads; --demo and --from read nothing live');
  if (flags.demo === true) return { type: 'demo' };
  if (flags.from !== undefined) return { type: 'file', path: flags.from };
  return { type: 'live', live: liveOptions(flags, configuredRegions, stop.signal), saveSnapshot };
}

function dateOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new InputError(`--as-of ${text} is no date; write it like 2026-11-21 or 2026-11-21T12:00:00Z`);
  return at;
}

/** Why this exit status, and what was not looked at. */
function closingLine({ report, header }: ScanOutcome): string {
  const { code, reason } = report.exit;
  const unread = header.unreadRegions?.length ?? 0;
  const regions = unread === 0 ? '' : `; ${unread} enabled ${unread === 1 ? 'region was' : 'regions were'} not read (--region all reads them)`;
  return `ha-audit: exit ${code}: ${reason}${regions}`;
}
