import { relative } from 'node:path';
import { init } from '../../app/init/init.ts';
import type { ExitCode } from '../../model/report.ts';
import type { InitFlags } from '../flags.ts';
import { closingLine } from '../program-error.ts';

export async function runInit({ force, ci }: InitFlags): Promise<ExitCode> {
  const { AWS_REGION: region = process.env['AWS_DEFAULT_REGION'] } = process.env;
  const written = await init({ folder: process.cwd(), region, pipeline: ci ?? null, force: force === true });
  process.stderr.write(closingLine(0, `written: ${written.map((path) => relative(process.cwd(), path)).join(', ')}`));
  return 0;
}
