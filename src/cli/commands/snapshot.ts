import { loadConfiguration } from '../../app/config/load.ts';
import { assertWritable } from '../../app/files.ts';
import { plainLines } from '../../app/plain-lines.ts';
import { readSource, saveSnapshot } from '../../app/read-source.ts';
import { chooseRules, kindsOf } from '../../app/scan.ts';
import { distinctGaps } from '../../model/gap.ts';
import type { ExitCode } from '../../model/report.ts';
import type { SnapshotHeader } from '../../model/snapshot.ts';
import type { SnapshotFlags } from '../flags.ts';
import { interruptible } from '../interruption.ts';
import { closingLine } from '../program-error.ts';
import { accountsOf, reading, selectionOf } from '../reading.ts';
import { unreadRegions } from '../unread-regions.ts';

/** Every kind is read, unless the flags choose rules. What could not be read is a warning. */
export async function runSnapshot(flags: SnapshotFlags): Promise<ExitCode> {
  const { output, rules, skip, ruleset } = flags;
  const configuration = await loadConfiguration(flags.config ?? null);
  const isNarrowed = rules.length > 0 || skip.length > 0 || ruleset !== undefined;
  const kinds = isNarrowed ? kindsOf(chooseRules(selectionOf(flags, configuration))) : null;
  await assertWritable(output);
  const source = { type: 'live', account: accountsOf(flags, configuration) } as const;
  const snapshot = await reading(flags, true, (signal, onProgress) => readSource(source, { kinds, signal, onProgress }));
  await interruptible(undefined, (signal) => saveSnapshot(output, snapshot, signal));
  for (const warning of warnings(snapshot.header)) process.stderr.write(`ha-audit: ${plainLines(warning)}\n`);
  process.stderr.write(closingLine(0, `${snapshot.nodes.length} resources written to ${output}${unreadRegions(snapshot.header, true)}`));
  return 0;
}

function warnings({ coverage }: SnapshotHeader): readonly string[] {
  return distinctGaps(coverage.flatMap(({ gaps }) => gaps)).map(({ region, reason, detail }) => `${region}: ${reason}: ${detail}`);
}
