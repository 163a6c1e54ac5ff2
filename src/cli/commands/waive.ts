import { plainLines } from '../../app/plain-lines.ts';
import { waive } from '../../app/waive.ts';
import type { ExitCode } from '../../model/report.ts';
import type { WaiveFlags } from '../flags.ts';
import { interruptible } from '../interruption.ts';
import { closingLine } from '../program-error.ts';

/** Writes the entry; what it accepts is said, or that nobody looked. */
export async function runWaive(finding: string, flags: WaiveFlags): Promise<ExitCode> {
  const { reason, owner, expires, ticket, from, demo, config } = flags;
  const {
    path,
    finding: id,
    about,
  } = await interruptible(undefined, (signal) =>
    waive({
      finding,
      waiver: { reason, owner, expires, ...(ticket === undefined ? {} : { ticket }) },
      lookUp: demo === true ? { type: 'demo' } : from === undefined ? null : { type: 'file', path: from },
      config: config ?? null,
      now: new Date(),
      signal,
    }),
  );
  if (about === null) process.stderr.write('ha-audit: the finding was not looked up; --from FILE, a report or a snapshot, does so\n');
  process.stderr.write(closingLine(0, `${plainLines(about ?? id)} is waived until ${expires} in ${path}`));
  return 0;
}
