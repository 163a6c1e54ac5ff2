import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '../model/input-error.ts';
import type { Report, Severity } from '../model/report.ts';
import { type Format, loadOutput } from '../output/formats.ts';
import { joined, writeWhole } from './files.ts';

export interface WriteOptions {
  readonly color: boolean;
  readonly width: number;
  readonly verbose: boolean;
  readonly minimumSeverity: Severity | undefined;
  /** File of the repository that SARIF results point to; found where null. */
  readonly sarifAnchor: string | null;
  readonly configurationPath: string | null;
}

/** Writes each format to its file, and the one without to standard output. Files first: a closed pipe must not cost them. */
export async function writeReport(report: Report, destinations: readonly { readonly format: Format; readonly path: string | null }[], options: WriteOptions): Promise<void> {
  const ordered = [...destinations].sort((a, b) => Number(a.path === null) - Number(b.path === null));
  for (const { format, path } of ordered) {
    const output = await loadOutput(format);
    const anchor = format === 'sarif' ? anchorOf(options) : null;
    const chunks = output.render(report, {
      color: options.color && path === null,
      width: options.width,
      verbose: options.verbose,
      minimumSeverity: options.minimumSeverity,
      sarif: anchor === null ? undefined : { anchor },
    });
    if (path === null) await toStandardOutput(chunks);
    else await writeWhole(path, chunks);
  }
}

async function toStandardOutput(chunks: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(joined(chunks)), process.stdout, { end: false });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_PREMATURE_CLOSE'))) throw error;
  }
}

/** Code scanning shows an alert on a file that exists, so every result needs one. */
function anchorOf({ sarifAnchor, configurationPath }: WriteOptions): string {
  if (sarifAnchor !== null) {
    if (existsSync(sarifAnchor)) return sarifAnchor;
    throw new InputError(`--sarif-anchor ${sarifAnchor} does not exist; name a file of the repository, such as README.md`);
  }
  const found = [configurationPath, 'README.md', 'README', 'README.rst'].find((path) => path !== null && existsSync(path));
  if (typeof found === 'string') return found;
  throw new InputError('SARIF needs a file of the repository to point to and found neither a configuration file nor a README; name one with --sarif-anchor FILE');
}
