import { describe, expect, it } from 'vitest';
import { judgeAll, type Outcome } from '../../src/engine/evaluate.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { SubjectContext } from '../../src/engine/subject-context.ts';
import { defaultParams } from '../../src/engine/params.ts';
import { Graph } from '../../src/graph/graph.ts';
import { ifKnown } from '../../src/graph/signal.ts';
import type { Kind } from '../../src/model/kinds.ts';
import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';
import { deriveTopology } from '../../src/topology/topology.ts';
import { gap, type Listings } from './world.ts';

interface Case {
  readonly world: Snapshot;
  /** Key of the judged node; may be left out where only one node of the kind applies. */
  readonly subject?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly declaredBootSeconds?: number;
}

/** Exact evidence: facts of the subject by name, of others as `key.fact`. */
interface Decided extends Case {
  readonly evidence: readonly string[];
  /** Exact keys of what else the verdict speaks of, where the case cares. */
  readonly related?: readonly string[];
}

/** Exact gaps, as `reason` or `reason action`. */
interface Undecided extends Case {
  readonly gaps: readonly string[];
}

export interface RuleCases {
  readonly pass: Readonly<Record<string, Decided>>;
  readonly fail: Readonly<Record<string, Decided>>;
  readonly unknown: Readonly<Record<string, Undecided>>;
  readonly notApplicable?: Readonly<Record<string, Case>>;
}

interface Judged {
  readonly key: string;
  readonly id: string;
  readonly outcome: Outcome;
}

/** Runs every case of a rule, and on each of them the laws that hold for all rules. No group may be empty. */
export function ruleCases(rule: Rule, cases: RuleCases): void {
  const all: readonly (readonly [status: string, name: string, Case])[] = [
    ...Object.entries(cases.pass).map(([name, each]) => ['pass', name, each] as const),
    ...Object.entries(cases.fail).map(([name, each]) => ['fail', name, each] as const),
    ...Object.entries(cases.unknown).map(([name, each]) => ['unknown', name, each] as const),
    ...Object.entries(cases.notApplicable ?? {}).map(([name, each]) => ['not-applicable', name, each] as const),
  ];
  // The subjects are listed by the engine, whatever the rule asks of them.
  const traced = new Set<string>([rule.subject]);

  describe(rule.id, () => {
    for (const [name, each] of Object.entries(cases.pass)) it(`passes: ${name}`, () => expectEvidence(rule, each, 'pass', traced));
    for (const [name, each] of Object.entries(cases.fail)) it(`fails: ${name}`, () => expectEvidence(rule, each, 'fail', traced));
    for (const [name, each] of Object.entries(cases.unknown)) it(`is unknown: ${name}`, () => expectGaps(rule, each, traced));
    for (const [name, each] of Object.entries(cases.notApplicable ?? {})) {
      it(`does not apply: ${name}`, () => expect(subjectOutcome(rule, each, traced).status).toBe('not-applicable'));
    }

    it('has cases for pass, fail and unknown', () => {
      for (const group of [cases.pass, cases.fail, cases.unknown]) expect(Object.keys(group)).not.toHaveLength(0);
    });

    it('gives the same verdicts whatever the order of the nodes', () => {
      for (const [, name, each] of all) {
        const shuffled = { ...each.world, nodes: each.world.nodes.toReversed() };
        expect(byId(judgeWorld(rule, { ...each, world: shuffled })), name).toEqual(byId(judgeWorld(rule, each)));
      }
    });

    it('never turns one verdict into another when evidence is taken away', () => {
      for (const [status, name, each] of all) {
        const before = new Map(judgeWorld(rule, each).map(({ id, outcome }) => [id, outcome.status]));
        for (const { what, world } of lessKnown(rule, each.world)) {
          for (const { id, key, outcome } of judgeWorld(rule, { ...each, world })) {
            const allowed = [before.get(id), 'unknown'];
            expect(allowed, `${status} case "${name}", ${key} without ${what}`).toContain(outcome.status);
          }
        }
      }
    });

    it('can write a fix for every failing case', () => {
      for (const [name, each] of Object.entries(cases.fail)) {
        const { run, params, judged } = judgeSubjects(rule, each);
        for (const { view, outcome } of judged) {
          if (outcome.status !== 'fail') continue;
          const fix = ifKnown(() => rule.fix?.(new SubjectContext(view, params, run))) ?? {};
          for (const text of Object.values(fix)) expect(text ?? '', `fail case "${name}"`).not.toMatch(/undefined|null|\[object|NaN/);
        }
      }
    });

    it('reads exactly what it declares', () => {
      for (const [, , each] of all) judgeWorld(rule, each, traced);
      const declared = [rule.subject, ...rule.ownReads, ...rule.topology.map((name) => `topology:${name}`)];
      expect([...traced].sort()).toEqual([...new Set(declared)].sort());
    });
  });
}

function judgeWorld(rule: Rule, each: Case, traced?: Set<string>): readonly Judged[] {
  return judgeSubjects(rule, each, traced).judged.map(({ view, outcome }) => ({ key: view.key, id: view.id, outcome }));
}

function judgeSubjects(rule: Rule, { world, params: given, declaredBootSeconds }: Case, traced?: Set<string>) {
  const graph = new Graph(world.header, world.nodes, { actionsOf: () => [] });
  const run = {
    graph,
    topology: deriveTopology(graph),
    asOf: Date.parse(world.header.finishedAt),
    declaredBootSecondsOf: () => declaredBootSeconds ?? null,
  };
  const crashes: unknown[] = [];
  graph.trace = traced ?? null;
  const params = { ...defaultParams(rule), ...given };
  const judged = [...judgeAll(rule, params, run, (_rule, _resource, error) => crashes.push(error))];
  if (crashes.length > 0) throw crashes[0];
  return { run, params, judged };
}

function subjectOutcome(rule: Rule, each: Case, traced: Set<string>): Outcome {
  const judged = judgeWorld(rule, each, traced);
  const candidates = each.subject === undefined ? judged : judged.filter(({ key }) => key === each.subject);
  const applicable = candidates.filter(({ outcome }) => outcome.status !== 'not-applicable');
  const [only, ...others] = applicable.length > 0 ? applicable : candidates;
  if (only === undefined) throw new Error(`no ${rule.subject} ${each.subject ?? ''} in this world`);
  if (others.length > 0 && applicable.length > 0)
    throw new Error(`name the subject: ${[only, ...others].map(({ key }) => key).join(', ')}`);
  return only.outcome;
}

function expectEvidence(rule: Rule, each: Decided, status: 'pass' | 'fail', traced: Set<string>): void {
  const outcome = subjectOutcome(rule, each, traced);
  expect(outcome).toMatchObject({ status });
  if (outcome.status === 'not-applicable') return;
  const keys = new Map(each.world.nodes.map(({ id, key }) => [id, key]));
  const subjectIds = new Set(
    each.world.nodes.filter(({ kind, key }) => kind === rule.subject && (each.subject ?? key) === key).map(({ id }) => id),
  );
  const seen = outcome.evidence.map(({ resource, fact }) =>
    subjectIds.has(resource) ? fact : `${keys.get(resource) ?? resource}.${fact}`,
  );
  expect(seen.sort()).toEqual([...each.evidence].sort());
  if (each.related !== undefined) expect(outcome.related.map((id) => keys.get(id) ?? id).sort()).toEqual([...each.related].sort());
}

function expectGaps(rule: Rule, each: Undecided, traced: Set<string>): void {
  const outcome = subjectOutcome(rule, each, traced);
  expect(outcome.status).toBe('unknown');
  if (outcome.status !== 'unknown') return;
  const seen = outcome.gaps.map(({ reason, action }) => (action === null ? reason : `${reason} ${action}`));
  expect([...new Set(seen)].sort()).toEqual([...each.gaps].sort());
}

function byId(judged: readonly Judged[]): readonly Judged[] {
  return [...judged].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Every world in which one fact, relation or listing less is known. */
function* lessKnown(rule: Rule, world: Snapshot): Generator<{ readonly what: string; readonly world: Snapshot }, void, undefined> {
  const taken = gap('denied', 'test:TakenAway');
  for (const [index, record] of world.nodes.entries()) {
    if (!rule.reads.some((kind) => kind === record.kind)) continue;
    for (const name of [...Object.keys(record.facts), ...Object.keys(record.relations)]) {
      yield { what: `${record.key}.${name}`, world: { ...world, nodes: world.nodes.with(index, without(record, name)) } };
    }
  }
  for (const kind of rule.reads) {
    if (kind !== rule.subject) yield { what: `any ${kind}`, world: withoutListing(world, kind, { [kind]: taken }) };
  }

  function without(record: NodeRecord, name: string): NodeRecord {
    const { [name]: _fact, ...facts } = record.facts;
    const { [name]: _relation, ...relations } = record.relations;
    return { ...record, facts, relations, gaps: { ...record.gaps, [name]: taken } };
  }
}

function withoutListing(world: Snapshot, kind: Kind, listings: Listings): Snapshot {
  const missing = listings[kind];
  const coverage = world.header.coverage.map((entry) =>
    entry.kind === kind && missing !== undefined
      ? { ...entry, status: 'denied' as const, items: 0, gaps: [missing], listed: false }
      : entry,
  );
  return { header: { ...world.header, coverage }, nodes: world.nodes.filter((record) => record.kind !== kind) };
}
