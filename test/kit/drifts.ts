import { compareSnapshots, type DriftChoice } from '../../src/app/drift.ts';
import type { DriftReport } from '../../src/model/drift-report.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { type DriftFormat, loadDriftOutput } from '../../src/output/drift/formats.ts';

/** Compares as the command line does, by every rule. */
export function drifted(before: Snapshot, after: Snapshot, choice: Partial<DriftChoice> = {}): DriftReport {
  return compareSnapshots(
    { source: 'before.ndjson', snapshot: before },
    { source: 'after.ndjson', snapshot: after },
    {
      selection: { ruleset: 'standard', include: ['*'], exclude: [], settings: {} },
      exit: { failOn: 'high', requireComplete: false, allowEmpty: false },
      workloads: [],
      waivers: [],
      asOf: null,
      now: new Date('2026-11-21T12:00:00Z'),
      onCrash: (rule, resource, error) => {
        throw new Error(`${rule} crashed on ${resource}`, { cause: error });
      },
      ...choice,
    },
  );
}

export async function driftText(report: DriftReport, format: DriftFormat, verbose = false): Promise<string> {
  const render = await loadDriftOutput(format);
  return [...render(report, { color: false, width: 100, verbose })].join('');
}

/** What drifted, a line each, without what came about by itself. */
export function driftLines({ flips, changes }: DriftReport): readonly string[] {
  const called = new Map(changes.map((change) => [change.id, `${change.resource.name ?? ''} ${change.fact ?? change.type}`]));
  return [
    ...flips.map(({ flip, rule, resource, cause: { proof, changes: causes } }) => {
      const why = causes.map((id) => called.get(id)).join(' + ');
      return `${flip} ${rule} ${resource.name ?? ''}: ${proof}${why === '' ? '' : ` ${why}`}`;
    }),
    ...changes.filter(({ explains }) => explains.length === 0).map(({ id }) => `silent: ${called.get(id) ?? ''}`),
  ];
}
