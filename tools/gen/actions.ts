import type { Artefact } from './artefact.ts';
import { header } from './header.ts';
import { collectorUnits, defaultExport } from './units.ts';

/** IAM actions by kind, both sorted: the listing's and those of its details. */
export type Actions = ReadonlyMap<string, readonly string[]>;

export async function readActions(): Promise<Actions> {
  const entries = await Promise.all(
    collectorUnits().map(async (unit): Promise<[string, readonly string[]]> => {
      const collector = await defaultExport(unit);
      return [unit.name, [...new Set(actionsIn(collector))].sort()];
    }),
  );
  return new Map(entries);
}

/** `src/generated/actions.ts`: a plain table, so that nothing offline loads a collector. */
export function actionsTable(actions: Actions): Artefact {
  const rows = [...actions].map(([kind, names]) => `  '${kind}': [${names.map((name) => `'${name}'`).join(', ')}],`);
  return {
    path: 'src/generated/actions.ts',
    content: [
      header,
      "import type { Kind } from '../model/kinds.ts';",
      '',
      '/** The IAM actions that read a kind: first by name, those of its listing and its details. */',
      'export const actions: Readonly<Partial<Record<Kind, readonly string[]>>> = {',
      ...rows,
      '};',
      '',
    ].join('\n'),
  };
}

function actionsIn(collector: unknown): readonly string[] {
  if (!isRecord(collector)) return [];
  const details = Array.isArray(collector['details']) ? collector['details'] : [];
  return [collector['list'], ...details].filter(isRecord).flatMap(({ action }) => (typeof action === 'string' ? [action] : []));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
