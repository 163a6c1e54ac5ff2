import type { TObject, Static } from '@sinclair/typebox';
import type { Identity, View } from '../graph/view.ts';
import type { NonEmpty } from '../graph/signal.ts';
import type { Facts, Kind, Relations } from '../model/kinds.ts';
import type { Evidence, Json } from '../model/report.ts';
import type { DerivationName, Topology } from '../topology/topology.ts';
import type { ShellTag } from './shell.ts';
import type { OwnGapReason, Verdict } from './verdict.ts';

/** Facts of the subject that would have been right, by name. */
export type Expected<S extends Kind> = { readonly [Name in keyof Facts<S>]?: Facts<S>[Name] };

/**
 * What a rule may see and say about one subject of kind `S`. Only the kinds in `R` and the derivations in `D`,
 * which the rule declares, can be read: from them follow the IAM policy and the coverage of a run.
 */
export interface Context<S extends Kind, R extends Kind, D extends DerivationName = never, P extends TObject = TObject> {
  /** Validated, defaults filled in. */
  readonly params: Static<P>;
  /** The snapshot's time, in milliseconds since 1970. */
  readonly asOf: number;
  /** First and last moment at which facts were read, in milliseconds since 1970; another `asOf` does not move them. */
  readonly readBetween: readonly [from: number, to: number];
  readonly topology: Pick<Topology, D>;
  /** Boot time in seconds that the configuration declares for the subject's workload, else null. */
  readonly declaredBootSeconds: number | null;
  /** For fixes: a shell command in which every value is quoted. */
  readonly sh: ShellTag;

  /** Every node of a kind in the subject's account and region; throws the gap at the end where not all are known. */
  all<K extends R | S>(kind: K): Iterable<View<K, R | S>>;
  /** The node of that key, or null where it is known not to exist. */
  find<K extends R | S>(kind: K, key: string): View<K, R | S> | null;
  /** The nodes of `kind` whose `relation` leads to `to`. */
  referring<K extends R | S, Name extends string & keyof Relations<K>>(kind: K, relation: Name, to: Identity): Iterable<View<K, R | S>>;

  /** One observed fact. Without `expected`, the observation speaks for itself. */
  see<K extends Kind, Name extends string & keyof Facts<K>>(view: View<K>, fact: Name, expected?: Json): Evidence;
  /** An observation that follows from facts; `derivation` says how, in words a reader can check. */
  seeDerived(view: Identity, name: string, observed: Json, expected: Json, derivation: string): Evidence;

  /** Facts of the subject by name, or evidence about others. */
  pass(...evidence: readonly ((string & keyof Facts<S>) | Evidence)[]): Verdict;
  /** `note` says in one sentence what breaks, without a full stop. */
  fail(evidence: Expected<S> | Evidence | NonEmpty<Evidence>, note?: string, related?: readonly Identity[]): Verdict;
  /** For a rule that sees everything and still cannot decide. */
  unknown(reason: OwnGapReason, detail: string, ...evidence: readonly ((string & keyof Facts<S>) | Evidence)[]): Verdict;
}
