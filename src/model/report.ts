import type { CoverageEntry } from './coverage.ts';
import type { Gap } from './gap.ts';

export const reportSchemaId = 'ha-audit/report@1';

/** Worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

export const verdictStatuses = ['pass', 'fail', 'unknown'] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

export const rulesets = ['starter', 'standard', 'strict'] as const;
export type Ruleset = (typeof rulesets)[number];

/** Any value JSON can carry. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** One observation a verdict rests on. */
export interface Evidence {
  /** ARN of the observed resource. */
  readonly resource: string;
  readonly fact: string;
  readonly observed: Json;
  /** What would have been right; absent expectations are null. */
  readonly expected: Json;
  /** How the value follows from facts, for values AWS does not state itself. */
  readonly derivation: string | null;
}

export interface ResourceReference {
  /** ARN; `arn:…:TYPE/*` where a whole listing could not be read. */
  readonly id: string;
  readonly kind: string;
  /** CloudFormation type. */
  readonly type: string;
  readonly name: string | null;
  readonly account: string;
  readonly region: string;
  /** Null where the tags could not be read. */
  readonly tags: Readonly<Record<string, string>> | null;
}

/** How to mend a finding, with the identifiers of the resource itself. */
export interface Fix {
  readonly cli: string | null;
  readonly terraform: string | null;
  readonly cloudformation: string | null;
  /** What applying it does: interruption, cost, replacement. */
  readonly effect: string | null;
}

export interface Waiver {
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}

export interface Result {
  /** Identity of the finding: survives rewording, replaced members and re-created load balancers. */
  readonly id: string;
  readonly rule: string;
  readonly status: VerdictStatus;
  readonly severity: Severity;
  readonly resource: ResourceReference;
  /** Names of the workloads the resource belongs to. */
  readonly workloads: readonly string[];
  readonly message: string;
  /** At least one entry where the status is `fail`. */
  readonly evidence: readonly Evidence[];
  /** ARNs of the other resources that matter. */
  readonly related: readonly string[];
  /** At least one entry where the status is `unknown`. */
  readonly gaps: readonly Gap[];
  readonly fix: Fix | null;
  readonly waiver: Waiver | null;
}

export interface RuleSummary {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly severity: Severity;
  readonly invariants: readonly string[];
  readonly references: readonly string[];
  readonly helpUri: string;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly notApplicable: number;
}

export interface Counts {
  readonly pass: number;
  /** Without the waived ones. */
  readonly fail: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly waived: number;
  readonly failBySeverity: Readonly<Record<Severity, number>>;
}

export const tiers = ['load-balancer', 'app', 'data'] as const;
export type Tier = (typeof tiers)[number];

export interface Workload {
  readonly id: string;
  readonly name: string;
  /** From a tag or the configuration; null where neither says. */
  readonly environment: string | null;
  readonly account: string;
  readonly region: string;
  /** ARNs by tier. */
  readonly tiers: Readonly<Record<Tier, readonly string[]>>;
  /** Zone ids and subnets in which each resource stands, as far as known. */
  readonly placement: readonly { readonly resource: string; readonly zones: readonly string[]; readonly subnets: readonly string[] }[];
}

export interface RunInfo {
  readonly source: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly ruleset: Ruleset;
}

/** 0 clean, 1 findings, 2 usage, 3 incomplete, 4 internal, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130;

export interface Exit {
  readonly code: ExitCode;
  /** One sentence. */
  readonly reason: string;
}

/** Everything but the results, which may be too many to hold at once. */
export interface ReportHeader {
  readonly schema: typeof reportSchemaId;
  readonly tool: { readonly name: string; readonly version: string };
  readonly run: RunInfo;
  readonly exit: Exit;
  readonly counts: Counts;
  readonly rules: readonly RuleSummary[];
  readonly coverage: readonly CoverageEntry[];
  readonly workloads: readonly Workload[];
}

/**
 * A judged account. `results` can be iterated any number of times and yields the same results in the
 * same order: by severity (worst first), rule id and resource id.
 */
export interface Report extends ReportHeader {
  readonly results: Iterable<Result>;
}
