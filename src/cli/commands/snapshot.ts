import { loadConfiguration } from '../../app/config/load.ts';
import { kindsOf } from '../../app/judge-snapshot.ts';
import { selectRules } from '../../app/rule-selection.ts';
import { saveSnapshot } from '../../app/scan.ts';
import type { SnapshotFlags } from '../flags.ts';
import { interruption } from '../interruption.ts';
import { liveOptions } from '../live-source.ts';
import { ProgramError } from '../program-error.ts';
import { startProgress } from '../progress.ts';

/** Every kind is read, unless the flags choose rules. */
export async function runSnapshot(flags: SnapshotFlags): Promise<void> {
  const configuration = await loadConfiguration(flags.config ?? null);
  const isNarrowed = flags.rules.length > 0 || flags.skip.length > 0 || flags.ruleset !== undefined;
  const selection = { ruleset: flags.ruleset ?? configuration.ruleset, include: flags.rules, exclude: flags.skip, settings: configuration.rules };
  const kinds = isNarrowed ? kindsOf(selectRules(selection)) : null;
  const stop = interruption(flags.timeout);
  const progress = startProgress(flags.quiet !== true);
  try {
    const { collectLive } = await import('../../app/live.ts');
    const snapshot = await collectLive(liveOptions(flags, configuration.regions, stop.signal), kinds, progress.onProgress);
    if (stop.isInterrupted()) throw new ProgramError('ha-audit: interrupted', 130);
    await saveSnapshot(flags.output, snapshot);
    progress.end();
    const gaps = snapshot.header.coverage.filter((entry) => entry.gaps.length > 0).length;
    process.stderr.write(`ha-audit: exit 0: ${snapshot.nodes.length} resources written to ${flags.output}${gaps === 0 ? '' : `; ${gaps} kinds are incomplete`}\n`);
  } catch (error) {
    if (stop.isInterrupted()) throw new ProgramError('ha-audit: interrupted', 130, { cause: error });
    throw error;
  } finally {
    progress.end();
    stop.end();
  }
}
