import { createHash } from 'node:crypto';
import type { CoverageEntry } from '../../src/model/coverage.ts';
import type { Gap } from '../../src/model/gap.ts';
import {
  type Counts,
  type Evidence,
  type Exit,
  type Report,
  type ReportHeader,
  type ResourceReference,
  type Result,
  type RuleSummary,
  reportSchemaId,
  type Severity,
  severities,
  type Workload,
} from '../../src/model/report.ts';

export const account = '123456789012';
export const region = 'us-east-1';

/** A report as JSON carries it: results listed, not streamed. */
export type StoredReport = ReportHeader & { readonly results: readonly Result[] };

export type RuleText = Pick<RuleSummary, 'title' | 'why' | 'severity' | 'invariants' | 'references'>;

export function resource(
  kind: string,
  type: string,
  arn: string,
  name: string | null,
  overrides: Partial<ResourceReference> = {},
): ResourceReference {
  return { id: arn, kind, type, name, account, region, tags: { Env: 'prod' }, ...overrides };
}

export function evidence(
  of: ResourceReference,
  fact: string,
  observed: Evidence['observed'],
  expected: Evidence['expected'] = null,
): Evidence {
  return { resource: of.id, fact, observed, expected, derivation: null };
}

export function gap(overrides: Partial<Gap> = {}): Gap {
  return {
    reason: 'denied',
    action: 'rds:DescribeDBInstances',
    account,
    region,
    detail: 'AccessDenied: no identity-based policy allows it',
    ...overrides,
  };
}

type ResultParts = Pick<Result, 'rule' | 'resource'> & Partial<Result>;

export function passing(parts: ResultParts): Result {
  return result({ status: 'pass', message: 'holds', ...parts });
}

export function failing(parts: ResultParts & Pick<Result, 'evidence'>): Result {
  return result({ status: 'fail', ...parts });
}

export function unknown(parts: ResultParts & Pick<Result, 'gaps'>): Result {
  return result({ status: 'unknown', message: 'could not be decided', ...parts });
}

function result(parts: ResultParts & Pick<Result, 'status'>): Result {
  const { rule, resource: judged } = parts;
  return {
    id: createHash('sha256').update([rule, judged.id].join('\u0000')).digest('hex').slice(0, 20),
    severity: 'high',
    workloads: [],
    message: '',
    evidence: [],
    related: [],
    gaps: [],
    fix: null,
    waiver: null,
    ...parts,
  };
}

interface Parts {
  readonly rules: Readonly<Record<string, RuleText>>;
  readonly results?: readonly Result[];
  readonly notApplicable?: Readonly<Record<string, number>>;
  readonly coverage?: readonly CoverageEntry[];
  readonly workloads?: readonly Workload[];
  readonly exit: Exit;
  readonly regions?: readonly string[];
  readonly accounts?: readonly string[];
}

/** Counts, order and severities follow from the results, so that a fixture can't contradict itself. */
export function report({ rules, results = [], notApplicable = {}, coverage = [], workloads = [], exit, ...where }: Parts): StoredReport {
  const judged = results.map((entry) => ({ ...entry, severity: rules[entry.rule]?.severity ?? entry.severity })).sort(compareResults);
  const summaries = Object.entries(rules).map(([id, text]): RuleSummary => {
    const own = judged.filter(({ rule }) => rule === id);
    const { pass, fail, unknown } = countsOf(own, 0);
    return { id, ...text, helpUri: `https://ha-audit.example/rules/${id}`, pass, fail, unknown, notApplicable: notApplicable[id] ?? 0 };
  });
  return {
    schema: reportSchemaId,
    tool: { name: 'ha-audit', version: '0.1.0' },
    run: {
      source: 'live',
      startedAt: '2026-11-20T02:00:00.000Z',
      finishedAt: '2026-11-20T02:00:12.000Z',
      accounts: where.accounts ?? [account],
      regions: where.regions ?? [region],
      ruleset: 'standard',
    },
    exit,
    counts: countsOf(
      judged,
      Object.values(notApplicable).reduce((sum, count) => sum + count, 0),
    ),
    rules: summaries.sort((left, right) => (left.id < right.id ? -1 : 1)),
    coverage,
    workloads,
    results: judged,
  };
}

function compareResults(left: Result, right: Result): number {
  const bySeverity = severities.indexOf(left.severity) - severities.indexOf(right.severity);
  const key = ({ rule, resource: { id } }: Result) => `${rule} ${id}`;
  return bySeverity || (key(left) < key(right) ? -1 : 1);
}

function countsOf(results: readonly Result[], notApplicable: number): Counts {
  const failed = results.filter(({ status, waiver }) => status === 'fail' && waiver === null);
  const failedAt = (severity: Severity) => failed.filter((entry) => entry.severity === severity).length;
  return {
    pass: results.filter(({ status }) => status === 'pass').length,
    fail: failed.length,
    unknown: results.filter(({ status }) => status === 'unknown').length,
    notApplicable,
    waived: results.filter(({ waiver }) => waiver !== null).length,
    failBySeverity: { critical: failedAt('critical'), high: failedAt('high'), medium: failedAt('medium'), low: failedAt('low') },
  };
}

export function complete(kind: string, items: number, overrides: Partial<CoverageEntry> = {}): CoverageEntry {
  return { kind, account, region, status: 'complete', items, gaps: [], listed: true, ...overrides };
}

/** The same report, its results streamed. */
export function streamed(stored: StoredReport): Report {
  return { ...stored, results: { [Symbol.iterator]: () => stored.results[Symbol.iterator]() } };
}
