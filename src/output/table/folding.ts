import { type Cause, type Result, type Severity, severities } from '../../model/report.ts';

/** Failures that follow from others, by rule. */
export type Consequences = ReadonlyMap<string, readonly Result[]>;

const none: Consequences = new Map();

/**
 * Finds for each failure that follows from another the one it all started with, as far as that one is shown; a consequence whose
 * cause is hidden, waived or of a lesser severity is a finding like any other, and so is a new one whose cause is known from the baseline.
 */
export class Folding {
  readonly #shown = new Map<string, { readonly follows: Cause | null; readonly severity: Severity; readonly isKnown: boolean }>();
  readonly #byRoot = new Map<string, Map<string, Result[]>>();

  /** @param shown every failure that is to be shown */
  constructor(shown: readonly Result[]) {
    for (const result of shown) {
      const { follows = null, severity, baseline } = result;
      this.#shown.set(keyOf(asCause(result)), { follows, severity, isKnown: baseline === 'unchanged' });
    }
    for (const result of shown) {
      const root = this.#rootOf(result);
      if (root !== null) this.#add(root, result);
    }
  }

  isFolded(result: Result): boolean {
    return this.#rootOf(result) !== null;
  }

  /** What follows from a failure, in the order in which it was told. */
  of(result: Result): Consequences {
    return this.#byRoot.get(keyOf(asCause(result))) ?? none;
  }

  #add(root: string, result: Result): void {
    const byRule = this.#byRoot.get(root) ?? new Map<string, Result[]>();
    this.#byRoot.set(root, byRule);
    byRule.set(result.rule, [...(byRule.get(result.rule) ?? []), result]);
  }

  /** Rules never follow from each other in a circle, which is tested; what a report from elsewhere has in one stays where it is. */
  #rootOf(result: Result): string | null {
    const own = keyOf(asCause(result));
    const seen = new Set<string>();
    for (let next = result.follows ?? null; next !== null; ) {
      const key = keyOf(next);
      const cause = this.#shown.get(key);
      if (cause === undefined || severities.indexOf(cause.severity) > severities.indexOf(result.severity)) break;
      if (cause.isKnown && result.baseline === 'new') break;
      if (key === own || seen.has(key)) return null;
      seen.add(key);
      next = cause.follows;
    }
    return [...seen].at(-1) ?? null;
  }
}

function asCause({ rule, resource }: Result): Cause {
  return { rule, resource: resource.id };
}

function keyOf({ rule, resource }: Cause): string {
  return `${rule} ${resource}`;
}
