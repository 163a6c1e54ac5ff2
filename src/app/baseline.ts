import type { Baseline, BaselineOptions, EarlierFinding } from '../engine/baseline.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { readReport } from '../sources/report.ts';
import { readChunks } from './files.ts';

export type { Baseline } from '../engine/baseline.ts';

/**
 * An earlier report as something to hold this run against.
 *
 * @throws InputError where the file is no whole report
 */
export async function readBaseline(path: string, signal?: AbortSignal): Promise<Baseline> {
  const findings: EarlierFinding[] = [];
  const { finishedAt } = await readReport(readChunks(path, signal), path === '-' ? 'standard input' : path, (result) => {
    if (result.status !== 'fail') return;
    const { id, rule, severity, resource, waiver } = result;
    const { kind, name, account, region } = resource;
    findings.push({ id, rule, severity, resource: resource.id, name, kind, account, region, isWaived: waiver !== null });
  });
  return { takenAt: finishedAt, findings };
}

/**
 * Tells what became of a resource by what was read.
 *
 * @param isNarrowed some resources that are there were not to be judged
 */
export function whereabouts({ header, nodes }: Snapshot, isNarrowed: boolean): BaselineOptions['whereaboutsOf'] {
  let ids: ReadonlySet<string> | null = null;
  return ({ resource, kind, account, region }) => {
    ids ??= new Set(nodes.map(({ id }) => id));
    if (ids.has(resource)) return isNarrowed ? 'out-of-scope' : 'there';
    const entry = header.coverage.find((each) => each.kind === kind && each.account === account && each.region === region);
    const isEmpty = entry?.gaps.length === 0 && (entry.status === 'disabled' || entry.status === 'unavailable');
    return entry?.listed === true || isEmpty ? 'gone' : 'unread';
  };
}
