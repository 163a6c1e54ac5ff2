import { loadConfiguration } from '../../app/config/load.ts';
import { destinations } from '../../app/destinations.ts';
import { compareSnapshots, type NamedSnapshot } from '../../app/drift.ts';
import { assertWritable, isSameFile } from '../../app/files.ts';
import { plainLines } from '../../app/plain-lines.ts';
import { readSource, type Source } from '../../app/read-source.ts';
import { chooseRules, kindsOf } from '../../app/scan.ts';
import { driftFormats, writeDrift } from '../../app/write-drift.ts';
import { InputError } from '../../model/input-error.ts';
import type { ExitCode } from '../../model/report.ts';
import type { DriftFlags } from '../flags.ts';
import { interruptible } from '../interruption.ts';
import { outcomeOf } from '../outcome.ts';
import { closingLine } from '../program-error.ts';
import { accountOf, reading, selectionOf } from '../reading.ts';
import { terminal } from '../terminal.ts';
import { unreadRegions } from '../unread-regions.ts';

export async function runDrift(from: string, to: string | undefined, flags: DriftFlags): Promise<ExitCode> {
  if (from === '-' && to === '-') throw new InputError('BEFORE and AFTER cannot both be standard input; name a file for one of them');
  if (to !== undefined) refuseLiveFlags(flags);
  const outputs = destinations(flags.format, flags.output, [], driftFormats);
  const configuration = await loadConfiguration(flags.config ?? null);
  for (const { path } of outputs) if (path !== null) await assertWritable(path);

  const selection = selectionOf(flags, configuration);
  const kinds = kindsOf(chooseRules(selection));
  const read = async (source: Source): Promise<NamedSnapshot> => {
    const snapshot = await reading(flags, source.type === 'live', (signal, onProgress) =>
      readSource(source, { kinds, signal, onProgress }),
    );
    return { source: source.type === 'file' ? source.path : source.type, snapshot };
  };
  const before = await read({ type: 'file', path: from });
  const { regions } = before.snapshot.header;
  const account = accountOf(flags, { ...configuration, regions });
  const after = await read(to === undefined ? { type: 'live', account } : { type: 'file', path: to });

  const warnings: string[] = [];
  if (to !== undefined && (await isSameFile(from, to))) warnings.push('BEFORE and AFTER are the same file');
  else if (before.snapshot.header.finishedAt > after.snapshot.header.finishedAt) warnings.push('BEFORE is younger than AFTER');
  const report = compareSnapshots(before, after, {
    selection,
    exit: { failOn: flags.failOn, requireComplete: flags.requireComplete === true, allowEmpty: flags.allowEmpty === true },
    workloads: configuration.workloads,
    environments: configuration.environments,
    waivers: flags.waivers ? configuration.waivers : [],
    asOf: flags.asOf ?? null,
    now: new Date(),
    onCrash: (rule, resource, error) =>
      warnings.push(`rule ${rule} crashed on ${resource}: ${error instanceof Error ? error.message : String(error)}`),
  });
  const options = { terminal: terminal(process.stdout, flags.color), verbose: flags.verbose === true };
  const failures = await interruptible(undefined, (signal) => writeDrift(report, outputs, { ...options, signal }));
  for (const warning of warnings) process.stderr.write(`ha-audit: ${plainLines(warning)}\n`);
  const { code, reason } = outcomeOf(report.exit, failures);
  process.stderr.write(closingLine(code, reason + (to === undefined ? unreadRegions(after.snapshot.header, true) : '')));
  return code;
}

/** Flags that say how to read the live account, where no account is read. */
function refuseLiveFlags({ profile, roleArn, externalId, region }: DriftFlags): void {
  const given = Object.entries({ '--profile': profile, '--role-arn': roleArn, '--external-id': externalId, '--region': region[0] });
  const [named] = given.find(([, value]) => value !== undefined) ?? [];
  if (named !== undefined) throw new InputError(`${named} is for the live account, which is read where AFTER is left out`);
}
