import { kindNames } from '../../src/model/kinds.ts';
import type { Artefact } from './artefact.ts';
import { header } from './header.ts';
import { collectorUnits, defaultExport } from './units.ts';

/** IAM actions by kind: the listing's first, then those of its details, sorted. A kind nothing collects has none. */
export type Actions = ReadonlyMap<string, readonly string[]>;

export async function readActions(): Promise<Actions> {
  const entries = await Promise.all(
    collectorUnits().map(async (unit): Promise<[string, readonly string[]]> => {
      const collector = await defaultExport(unit);
      return [unit.name, actionsIn(collector)];
    }),
  );
  const collected = new Map(entries);
  return new Map(kindNames.map((kind) => [kind, collected.get(kind) ?? []]));
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
      '/** The IAM actions that read a kind: that of its listing first, then those of its details. */',
      'export const actions: Readonly<Record<Kind, readonly string[]>> = {',
      ...rows,
      '};',
      '',
    ].join('\n'),
  };
}

function actionsIn(collector: unknown): readonly string[] {
  if (!isRecord(collector)) return [];
  const details = Array.isArray(collector['details']) ? collector['details'] : [];
  const detailActions = details.flatMap(actionOf).sort();
  return [...new Set([...actionOf(collector['list']), ...detailActions])];
}

function actionOf(call: unknown): readonly string[] {
  return isRecord(call) && typeof call['action'] === 'string' ? [call['action']] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
