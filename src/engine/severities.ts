import type { Graph } from '../graph/graph.ts';
import type { AnyView } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import { type Environment, environments, type Result, severities, type Severity, type SeverityScope } from '../model/report.ts';
import { environmentTagKeys } from '../topology/workload-names.ts';
import type { EnvironmentNaming, Environments } from '../topology/environments.ts';

/** What a severity of production comes to in another environment; never more. */
export type Lowering = Readonly<Record<Severity, Severity>>;

export interface EnvironmentSettings extends EnvironmentNaming {
  /** By environment; null where nothing is lowered. */
  readonly lowering: Readonly<Record<Exclude<Environment, 'production'>, Lowering>> | null;
}

const same: Lowering = { critical: 'critical', high: 'high', medium: 'medium', low: 'low' };
const oneStep: Lowering = { critical: 'high', high: 'medium', medium: 'low', low: 'low' };
/** An outage of what nobody is served by costs somebody an afternoon. */
const toLow: Lowering = { critical: 'medium', high: 'low', medium: 'low', low: 'low' };

export const defaultLowering = { staging: oneStep, test: toLow, development: toLow } as const;

export const defaultEnvironmentSettings: EnvironmentSettings = { tagKeys: environmentTagKeys, names: [], lowering: defaultLowering };

/** A rule, as far as its severity goes. */
export interface Graded {
  readonly rule: { readonly subject: Kind; readonly environments: SeverityScope };
  readonly severity: Severity;
  /** Left out, what the rule says. */
  readonly environments?: SeverityScope;
}

/**
 * Which severity counts for a rule and a resource. It follows from the resource alone, before anything is judged, so that the
 * resources of one severity can be judged together and the report stays in order.
 */
export class Severities {
  readonly #graph: Graph;
  readonly #environments: Environments;
  readonly #lowering: readonly Lowering[] | null;
  /** By kind, a byte for each node: the place of its environment among `environments`. Null where all stand in production. */
  readonly #codes = new Map<Kind, Uint8Array | null>();

  constructor(graph: Graph, environmentsOfViews: Environments, { lowering }: EnvironmentSettings) {
    this.#graph = graph;
    this.#environments = environmentsOfViews;
    this.#lowering = lowering === null ? null : environments.map((each) => (each === 'production' ? same : lowering[each]));
  }

  /** The severities that count for a rule: its own, and those of resources outside production. */
  levelsOf({ rule, severity, environments: scope = rule.environments }: Graded): ReadonlySet<Severity> {
    const codes = scope === 'all' ? null : this.#codesOf(rule.subject);
    return new Set([severity, ...(codes === null ? [] : [...new Set(codes)].map((code) => this.#lowered(severity, code)))]);
  }

  /** The subjects of a rule for which one severity counts, in the order of their ids. */
  subjectsAt({ rule, severity, environments: scope = rule.environments }: Graded, level: Severity): Iterable<AnyView> {
    const views = this.#graph.known(rule.subject);
    const codes = scope === 'all' ? null : this.#codesOf(rule.subject);
    return codes === null ? views : this.#among(views, codes, severity, level);
  }

  /** What a result says of its severity. */
  said(view: AnyView, { severity }: Graded, level: Severity): Pick<Result, 'severity' | 'ruleSeverity' | 'environment'> {
    if (level === severity) return { severity };
    return { severity: level, ruleSeverity: severity, environment: this.#environments.of(view) };
  }

  *#among(views: readonly AnyView[], codes: Uint8Array, severity: Severity, level: Severity): Generator<AnyView, void, undefined> {
    const isWanted = environments.map((_name, code) => this.#lowered(severity, code) === level);
    for (const [index, view] of views.entries()) if (isWanted[codes[index] ?? 0] === true) yield view;
  }

  #lowered(severity: Severity, code: number): Severity {
    const lowered = this.#lowering?.[code]?.[severity] ?? severity;
    return severities.indexOf(lowered) < severities.indexOf(severity) ? severity : lowered;
  }

  #codesOf(kind: Kind): Uint8Array | null {
    if (this.#lowering === null) return null;
    let codes = this.#codes.get(kind);
    if (codes === undefined) {
      const views = this.#graph.known(kind);
      const all = Uint8Array.from(views, (view) => environments.indexOf(this.#environments.of(view)));
      codes = all.some((code) => code !== 0) ? all : null;
      this.#codes.set(kind, codes);
    }
    return codes;
  }
}
