import { isKind, type Kind, kindNames } from '../../src/model/kinds.ts';
import type { Artefact } from './artefact.ts';
import { header } from './header.ts';
import { collectorUnits, defaultExport } from './units.ts';

/** The IAM actions of one kind. A kind that nothing collects has none. */
export interface KindActions {
  /** Of its own calls: the listing's first, then those of its details, sorted. */
  readonly own: readonly string[];
  /** Its own, then those of the kinds its listing looks at, which are read along with it, and so on; sorted. */
  readonly needed: readonly string[];
}

export type Actions = ReadonlyMap<Kind, KindActions>;

/** What a collector says of its calls. */
interface Calls {
  readonly own: readonly string[];
  readonly after: readonly Kind[];
}

export async function readActions(): Promise<Actions> {
  const collected = await Promise.all(
    collectorUnits().map(async (unit): Promise<[string, Calls]> => [unit.name, callsOf(await defaultExport(unit))]),
  );
  return actionsByKind(new Map(collected));
}

export function actionsByKind(calls: ReadonlyMap<string, Calls>): Actions {
  return new Map(
    kindNames.map((kind) => {
      const own = calls.get(kind)?.own ?? [];
      const others = [...readAlong(kind, calls)].flatMap((other) => calls.get(other)?.own ?? []);
      return [kind, { own, needed: [...new Set([...own, ...others.sort()])] }];
    }),
  );
}

/** Every kind that is read so that this one can be. */
function readAlong(kind: Kind, calls: ReadonlyMap<string, Calls>, found: Set<Kind> = new Set()): ReadonlySet<Kind> {
  for (const parent of calls.get(kind)?.after ?? []) {
    if (found.has(parent)) continue;
    found.add(parent);
    readAlong(parent, calls, found);
  }
  return found;
}

/** `src/generated/actions.ts`: plain tables, so that nothing offline loads a collector. */
export function actionsTable(actions: Actions): Artefact {
  const table = (name: string, take: (actions: KindActions) => readonly string[]): readonly string[] => [
    `export const ${name}: Readonly<Record<Kind, readonly string[]>> = {`,
    ...[...actions].map(([kind, found]) => `  '${kind}': ${JSON.stringify(take(found))},`),
    '};',
    '',
  ];
  return {
    path: 'src/generated/actions.ts',
    content: [
      header,
      "import type { Kind } from '../model/kinds.ts';",
      '',
      '/** The IAM actions of a kind alone: that of its listing first, then those of its details. */',
      ...table('actions', ({ own }) => own),
      '/** All that reading a kind takes: its own actions, then those of the kinds its listing looks at. */',
      ...table('neededActions', ({ needed }) => needed),
    ].join('\n'),
  };
}

function callsOf(collector: unknown): Calls {
  if (!isRecord(collector)) return { own: [], after: [] };
  const { list } = collector;
  const details = Array.isArray(collector['details']) ? collector['details'] : [];
  const after: readonly unknown[] = isRecord(list) && Array.isArray(list['after']) ? list['after'] : [];
  return {
    own: [...new Set([...actionOf(list), ...details.flatMap(actionOf).sort()])],
    after: after.filter((kind): kind is Kind => typeof kind === 'string' && isKind(kind)),
  };
}

function actionOf(call: unknown): readonly string[] {
  return isRecord(call) && typeof call['action'] === 'string' ? [call['action']] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
