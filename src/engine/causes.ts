import type { Cause } from '../model/report.ts';
import type { Rule } from './rule.ts';

interface Failures {
  /** ARNs of the resources that fail. */
  readonly own: Set<string>;
  /** By the ARN of a resource that such a failure touches: one that fails. */
  readonly touched: Map<string, string>;
}

/**
 * The failures that bring others about. A consequence stands on the same resource as its cause, or one of the two names the
 * other's among the resources that matter to it.
 */
export class Causes {
  readonly #byRule: ReadonlyMap<string, Failures>;

  /** Failures of rules that none of these follows from are not kept. */
  constructor(rules: readonly Rule[]) {
    const causing = new Set(rules.flatMap(({ subsumedBy }) => subsumedBy));
    this.#byRule = new Map([...causing].map((rule) => [rule, { own: new Set(), touched: new Map() }]));
  }

  /** To be called for every failure in scope, before the first question. */
  add(rule: string, resource: string, related: readonly string[]): void {
    const failures = this.#byRule.get(rule);
    if (failures === undefined) return;
    failures.own.add(resource);
    for (const id of related) if (!failures.touched.has(id)) failures.touched.set(id, resource);
  }

  /** What a failure follows from; of several causes the first that the rule names. */
  of({ subsumedBy }: Rule, resource: string, related: readonly string[]): Cause | null {
    for (const rule of subsumedBy) {
      const failures = this.#byRule.get(rule);
      const found = failures === undefined ? undefined : causeAmong(failures, resource, related);
      if (found !== undefined) return { rule, resource: found };
    }
    return null;
  }
}

function causeAmong({ own, touched }: Failures, resource: string, related: readonly string[]): string | undefined {
  if (own.has(resource)) return resource;
  return touched.get(resource) ?? related.find((id) => own.has(id));
}
