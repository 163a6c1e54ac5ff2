import { readAccount, type ScanOptions } from '../../src/app/scan.ts';
import type { OutputOptions } from '../../src/output/define.ts';
import { type Format, loadOutput } from '../../src/output/formats.ts';
import type { Report } from '../../src/model/report.ts';

/** Scans as the command line does, by every rule. */
export async function scanned(source: ScanOptions['source'], options: Partial<ScanOptions> = {}): Promise<Report> {
  const account = await readAccount({
    source,
    selection: { ruleset: 'strict', include: [], exclude: [], settings: {} },
    exit: { failOn: 'high', requireComplete: false, allowEmpty: false },
    workloads: [],
    scope: { workloads: [], tags: [] },
    asOf: null,
    signal: new AbortController().signal,
    now: () => new Date('2026-11-21T12:00:00Z'),
    onProgress: () => {},
    onCrash: (rule, resource, error) => {
      throw new Error(`${rule} crashed on ${resource}`, { cause: error });
    },
    ...options,
  });
  return account.judge();
}

export async function rendered(report: Report, format: Format, options: Partial<OutputOptions> = {}): Promise<string> {
  const output = await loadOutput(format);
  return [...output.render(report, { color: false, width: 100, verbose: true, sarif: { anchor: 'README.md' }, ...options })].join('');
}

/** Without what says when and from where it was read. */
export function withoutRun(report: Report): Report {
  return { ...report, run: { ...report.run, source: '', startedAt: '', finishedAt: '' } };
}
