import { flips as order, type VerdictFlip } from '../model/drift-report.ts';
import { type Report, type Result, severities } from '../model/report.ts';
import type { Flipped, Verdicts } from './verdicts.ts';

/** The results of a side for what flipped, by rule and unit; of a group's members the first. */
export class FlippedResults {
  readonly #byKey = new Map<string, Result>();

  constructor({ results }: Report, verdicts: Verdicts, which: 'before' | 'after', flipped: readonly Flipped[]) {
    const wanted = new Map(flipped.map((each) => [keyOf(each), each[which]]));
    for (const result of results) {
      const unit = verdicts.unitOf(result);
      const key = unit === null ? '' : keyOf({ rule: result.rule, unit });
      if (wanted.get(key) === result.status && !this.#byKey.has(key)) this.#byKey.set(key, result);
    }
  }

  of(flipped: Flipped): Result | undefined {
    return this.#byKey.get(keyOf(flipped));
  }
}

/** What is told of a flip: the failing or unknown verdict of now, else what failed before. */
export function tellingFlip(
  { flip, rule, before, after }: Flipped,
  earlier: Result | undefined,
  later: Result | undefined,
  title: string,
  cause: VerdictFlip['cause'],
): readonly VerdictFlip[] {
  const isOver = flip === 'repaired' || flip === 'gone';
  const told = isOver ? (earlier ?? later) : (later ?? earlier);
  if (told === undefined) return [];
  const { severity, workloads, message, evidence, gaps, waiver } = told;
  const { id, resource } = later ?? told;
  const { kind, name, account, region } = resource;
  return [
    {
      id,
      flip,
      rule,
      title,
      severity,
      resource: { id: resource.id, kind, name, account, region },
      workloads,
      before,
      after,
      message,
      evidence,
      gaps,
      waived: waiver !== null,
      cause,
    },
  ];
}

/** By what became of the verdict, severity, rule and resource. */
export function inOrder(a: VerdictFlip, b: VerdictFlip): number {
  return (
    order.indexOf(a.flip) - order.indexOf(b.flip) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(a.rule, b.rule) ||
    compare(a.resource.id, b.resource.id)
  );
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf({ rule, unit }: Pick<Flipped, 'rule' | 'unit'>): string {
  return `${rule} ${unit}`;
}
