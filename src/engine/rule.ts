import type { Static, TObject } from '@sinclair/typebox';
import type { AnyView, View } from '../graph/view.ts';
import { isViewOf } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import { type Fix, type Ruleset, rulesets, type Severity, type SeverityScope } from '../model/report.ts';
import { type DerivationName, readsOf } from '../topology/topology.ts';
import type { Context } from './context.ts';
import type { SubjectContext } from './subject-context.ts';
import type { Verdict } from './verdict.ts';
import { Type } from '../model/type.ts';

const noParams = Type.Object({}, { additionalProperties: false });
type NoParams = typeof noParams;

/** One invariant, one subject, one pure function. See CONTRIBUTING.md for the recipe. */
export interface RuleSpecification<S extends Kind, R extends Kind, D extends DerivationName, P extends TObject> {
  /** `area.slug`, equal to the file path below `rules/`. Permanent. */
  readonly id: string;
  /** The good condition, in the present tense. */
  readonly title: string;
  readonly severity: Severity;
  /**
   * `all` where a finding is as bad in a development stack: what destroys data or opens it to the internet.
   * Left out, the severity is that of production, and less counts elsewhere.
   */
  readonly environments?: SeverityScope;
  /** The smallest rule set that holds this rule; the larger ones do too. */
  readonly ruleset?: Ruleset;
  /** Rows of the invariant catalogue. Several only where they always share a verdict on the same resource. */
  readonly invariants: NonEmptyList;
  /** `wa:…`, `config:…`, `securityhub:…`. */
  readonly references: readonly string[];
  /** What happens to the workload when the condition does not hold. */
  readonly why: string;
  /** Every threshold, with default, unit, description and the source of the default. */
  readonly params?: P;
  /** Parameters that a rule set has others of than the default. */
  readonly thresholds?: { readonly [Name in Ruleset]?: Partial<Static<P>> };
  readonly subject: S;
  /** Other kinds the rule reads itself; what the derivations read is added to them. */
  readonly reads: readonly R[];
  readonly topology?: readonly D[];
  /** Excludes by engine, type, state, tier and owner only: a resource with nothing wrong passes. */
  readonly appliesTo?: (subject: View<S, R | S>, context: Context<S, R, D, P>) => boolean;
  /** Ids of rules whose failure, on the same resource or on one related to it, brings the failure of this one about. */
  readonly subsumedBy?: readonly string[];
  readonly check: (subject: View<S, R | S>, context: Context<S, R, D, P>) => Verdict;
  readonly fix?: (subject: View<S, R | S>, context: Context<S, R, D, P>) => Partial<Fix>;
}

type NonEmptyList = readonly [string, ...string[]];

const brand = Symbol.for('ha-audit/rule');

/** A rule as the engine sees it, whatever its subject. */
export interface Rule {
  readonly [brand]: true;
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly environments: SeverityScope;
  /** Every rule set that holds the rule. */
  readonly rulesets: readonly Ruleset[];
  readonly invariants: readonly string[];
  readonly references: readonly string[];
  readonly why: string;
  readonly params: TObject;
  readonly thresholds: Partial<Readonly<Record<Ruleset, Readonly<Record<string, unknown>>>>>;
  readonly subject: Kind;
  /** Kinds read by the rule itself, without its subject. */
  readonly ownReads: readonly Kind[];
  readonly topology: readonly DerivationName[];
  readonly subsumedBy: readonly string[];
  /** Every kind a verdict may rest on: subject, own reads and what the derivations read; sorted. */
  readonly reads: readonly Kind[];
  readonly appliesTo: (context: SubjectContext) => boolean;
  readonly check: (context: SubjectContext) => Verdict;
  readonly fix: ((context: SubjectContext) => Partial<Fix>) | null;
}

export function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && brand in value;
}

/** `const` keeps the declared kinds literal, so that reading an undeclared kind does not compile. */
export function defineRule<
  const S extends Kind,
  const R extends Kind = never,
  const D extends DerivationName = never,
  P extends TObject = NoParams,
>(specification: RuleSpecification<S, R, D, P>): Rule {
  const {
    subject,
    reads,
    topology = [],
    appliesTo,
    check,
    fix,
    params,
    ruleset = 'starter',
    environments = 'production',
    subsumedBy = [],
    thresholds = {},
    ...rest
  } = specification;
  const subjectOf = (view: AnyView): View<S, R | S> => {
    if (!isSubject<S, R>(view, subject)) throw new TypeError(`${rest.id} judges ${subject}, not ${view.kind}`);
    return view;
  };
  return {
    ...rest,
    [brand]: true,
    subject,
    environments,
    params: params ?? noParams,
    thresholds,
    rulesets: rulesets.slice(rulesets.indexOf(ruleset)),
    ownReads: reads,
    topology,
    subsumedBy,
    reads: [...new Set<Kind>([subject, ...reads, ...topology.flatMap((name) => readsOf(name))])].sort(),
    appliesTo: (context) => (appliesTo === undefined ? true : appliesTo(subjectOf(context.view), narrow<S, R, D, P>(context))),
    check: (context) => check(subjectOf(context.view), narrow<S, R, D, P>(context)),
    fix: fix === undefined ? null : (context) => fix(subjectOf(context.view), narrow<S, R, D, P>(context)),
  };
}

function isSubject<S extends Kind, R extends Kind>(view: AnyView, subject: S): view is AnyView & View<S, R | S> {
  return isViewOf(view, subject);
}

function narrow<S extends Kind, R extends Kind, D extends DerivationName, P extends TObject>(context: unknown): Context<S, R, D, P> {
  if (!isContext<S, R, D, P>(context)) throw new TypeError('a rule is evaluated by the engine only');
  return context;
}

/** The context offers every kind and derivation; its type offers a rule the declared ones. */
function isContext<S extends Kind, R extends Kind, D extends DerivationName, P extends TObject>(
  context: unknown,
): context is Context<S, R, D, P> {
  return typeof context === 'object' && context !== null && 'topology' in context;
}
