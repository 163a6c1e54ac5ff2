import type { Graph } from '../graph/graph.ts';
import { gapSignal, isNonEmpty, type NonEmpty } from '../graph/signal.ts';
import type { AnyView, Identity } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import type { Evidence, Json } from '../model/report.ts';
import type { Topology } from '../topology/topology.ts';
import { type ShellTag, sh } from './shell.ts';
import type { OwnGapReason, Verdict } from './verdict.ts';

const nobody: readonly string[] = Object.freeze([]);

/** What all subjects of a run share. */
export interface RunContext {
  readonly graph: Graph;
  readonly topology: Topology;
  readonly asOf: number;
  /** Boot time in seconds the configuration declares for a resource. */
  readonly declaredBootSecondsOf: (view: AnyView) => number | null;
}

/** The context of one rule and one subject; rules see it through the narrower type `Context`. */
export class SubjectContext {
  /** Moves on while a rule judges many subjects: to bind the functions below for each would cost more than many a check. */
  view: AnyView;
  readonly params: Readonly<Record<string, unknown>>;
  readonly topology: Topology;
  readonly asOf: number;
  readonly sh: ShellTag = sh;
  readonly #run: RunContext;

  constructor(view: AnyView, params: Readonly<Record<string, unknown>>, run: RunContext) {
    this.view = view;
    this.params = params;
    this.topology = run.topology;
    this.asOf = run.asOf;
    this.#run = run;
  }

  get declaredBootSeconds(): number | null {
    return this.#run.declaredBootSecondsOf(this.view);
  }

  get readBetween(): readonly [from: number, to: number] {
    const { startedAt, finishedAt } = this.#run.graph.header;
    return [Date.parse(startedAt), Date.parse(finishedAt)];
  }

  readonly all = (kind: Kind): Iterable<AnyView> => this.#run.graph.list(kind, this.view);

  readonly find = (kind: Kind, key: string): AnyView | null => this.#run.graph.find(kind, key, this.view);

  readonly referring = (kind: Kind, relation: never, to: Identity): Iterable<AnyView> => this.#run.graph.referring(kind, relation, to);

  readonly see = (view: AnyView, fact: string, expected: Json = null): Evidence => ({
    resource: view.id,
    fact,
    observed: jsonOf(Reflect.get(view, fact)),
    expected,
    derivation: null,
  });

  readonly seeDerived = (view: Identity, name: string, observed: Json, expected: Json, derivation: string): Evidence => ({
    resource: view.id,
    fact: name,
    observed,
    expected,
    derivation,
  });

  readonly pass = (...evidence: readonly (string | Evidence)[]): Verdict => {
    const seen = evidence.map((item) => this.#evidence(item));
    return { status: 'pass', evidence: seen, related: this.#related(seen) };
  };

  readonly fail = (
    evidence: Readonly<Record<string, Json>> | Evidence | NonEmpty<Evidence>,
    note?: string,
    related: readonly Identity[] = [],
  ): Verdict => {
    const seen = isEvidenceList(evidence)
      ? evidence
      : isEvidence(evidence)
        ? [evidence]
        : Object.entries(evidence).map(([fact, expected]) => this.see(this.view, fact, expected));
    if (!isNonEmpty(seen)) throw new TypeError('a failing verdict needs evidence');
    return { status: 'fail', evidence: seen, note: note ?? null, related: this.#related(seen, related) };
  };

  readonly unknown = (reason: OwnGapReason, detail: string, ...evidence: readonly (string | Evidence)[]): Verdict => {
    const { account, region } = this.view;
    const seen = evidence.map((item) => this.#evidence(item));
    return { status: 'unknown', gaps: [{ reason, action: null, account, region, detail }], evidence: seen, related: this.#related(seen) };
  };

  #evidence(item: string | Evidence): Evidence {
    return typeof item === 'string' ? this.see(this.view, item) : item;
  }

  #related(evidence: readonly Evidence[], others: readonly Identity[] = []): readonly string[] {
    const { id: own } = this.view;
    if (others.length === 0 && evidence.every(({ resource }) => resource === own)) return nobody;
    const ids = new Set([...evidence.map(({ resource }) => resource), ...others.map(({ id }) => id)]);
    ids.delete(own);
    return [...ids].sort();
  }
}

function isEvidenceList(value: object): value is NonEmpty<Evidence> {
  return Array.isArray(value);
}

function isEvidence(value: object): value is Evidence {
  return 'resource' in value && 'derivation' in value;
}

function jsonOf(value: unknown): Json {
  if (isJson(value)) return value;
  throw gapSignal([{ reason: 'malformed', action: null, account: '', region: '', detail: 'a fact is not a JSON value' }]);
}

function isJson(value: unknown): value is Json {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}
