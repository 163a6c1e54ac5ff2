import { describe, expect, it } from 'vitest';
import type { DriftReport } from '../../src/model/drift-report.ts';
import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';
import { Account } from '../../tools/accounts/account.ts';
import { mutations } from '../accounts/mutations.ts';
import { driftLines, drifted } from '../kit/drifts.ts';
import { readAccount } from '../kit/whole-account.ts';

const paths = ['accounts/sound', 'accounts/empty', 'accounts/no-permissions', 'demo'].map((name) => `fixtures/${name}/account.ndjson.gz`);
const sound = await readAccount('fixtures/accounts/sound/account.ndjson.gz');
const demo = await readAccount('fixtures/demo/account.ndjson.gz');

function mutated(snapshot: Snapshot, ...names: readonly string[]): Snapshot {
  const account = new Account(snapshot);
  for (const name of names) mutations[name]?.(account);
  return account.complete(snapshot.header.startedAt, snapshot.header.finishedAt);
}

const nothing = (report: DriftReport) => ({ drift: driftLines(report), coverage: report.coverage, ambiguous: report.ambiguous });
const none = { drift: [], coverage: [], ambiguous: [] };

/** A value whose lists stand the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.toReversed().map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, each]) => [name, reversed(each)]),
  );
}

const ordered = new Set(['placementStrategies', 'mixedInstances']);

function shuffledFacts(node: NodeRecord): NodeRecord {
  const facts = Object.entries(node.facts).map(([name, value]) => [name, ordered.has(name) ? value : reversed(value)]);
  const relations = Object.entries(node.relations).map(([name, keys]) => [name, Array.isArray(keys) ? keys.toReversed() : keys]);
  return { ...node, facts: Object.fromEntries(facts), relations: Object.fromEntries(relations) };
}

/** Instances of groups, and their volumes and interfaces, under other ids: the group has replaced all of them. */
function replaced(snapshot: Snapshot): Snapshot {
  const instances = snapshot.nodes.filter(
    ({ kind, facts }) => kind === 'ec2.instance' && typeof facts['autoScalingGroupName'] === 'string',
  );
  const keys = new Set(instances.map(({ key }) => key));
  const owned = snapshot.nodes.filter(({ kind, relations }) => {
    const of = [relations['instance'] ?? [], relations['instances'] ?? []].flat();
    return ['ec2.volume', 'ec2.network-interface'].includes(kind) && of.some((key) => keys.has(key));
  });
  const text = [...instances, ...owned].reduce(
    (all, { key }) => all.replaceAll(key, key.replace(/-0(?=[0-9a-f]{16})/, '-f')),
    JSON.stringify(snapshot.nodes),
  );
  const nodes: unknown = JSON.parse(text);
  return { header: snapshot.header, nodes: isNodes(nodes) ? nodes : [] };
}

function isNodes(value: unknown): value is readonly NodeRecord[] {
  return Array.isArray(value);
}

describe.each(paths)('%s', (path) => {
  it('has not drifted from itself', async () => {
    const snapshot = await readAccount(path);
    const report = drifted(snapshot, snapshot);
    expect(nothing(report)).toEqual(none);
    expect(report.noise).toEqual([]);
    expect(report.exit.code).toBe(['empty', 'no-permissions'].some((name) => path.includes(name)) ? 3 : 0);
  });

  it('has not drifted where lists and members stand in another order', async () => {
    const snapshot = await readAccount(path);
    const report = drifted(snapshot, { ...snapshot, nodes: snapshot.nodes.map(shuffledFacts) });
    expect(nothing(report)).toEqual(none);
    expect(report.noise).toEqual([]);
  });
});

describe.each([
  ['sound', sound],
  ['demo', demo],
])('the %s account', (_name, snapshot) => {
  it('has not drifted where groups replaced every instance', () => {
    const after = replaced(snapshot);
    const report = drifted(snapshot, after);
    expect(nothing(report)).toEqual(none);
    expect(report.fleets.length).toBeGreaterThan(0);
    for (const { before, after: now, replaced: count } of report.fleets) {
      expect(before).toEqual(now);
      expect(count).toBe(Object.values(now).reduce((sum, each) => sum + each, 0));
    }
    expect(nothing(drifted(after, snapshot))).toEqual(none);
  });
});

describe('the two sides swapped', () => {
  const turned: Readonly<Record<string, string>> = { broken: 'repaired', repaired: 'broken', 'new-failing': 'gone', gone: 'new-failing' };
  const names = Object.keys(mutations);

  it.each(names)('turn what becomes of the verdicts round: %s', (name) => {
    const after = mutated(sound, name);
    const [there, back] = [drifted(sound, after), drifted(after, sound)];
    const said = ({ flips }: DriftReport, turn: (flip: string) => string) =>
      flips.map(({ flip, rule, id }) => `${turn(flip)} ${rule} ${id}`).sort();
    const comparable = (lines: readonly string[]) =>
      lines.filter((line) => /^(broken|repaired|new-failing|gone) /.test(line)).map((line) => line.replace(/ \w+$/, ''));
    expect(comparable(said(back, String))).toEqual(comparable(said(there, (flip) => turned[flip] ?? flip)).sort());
    expect([back.counts.added, back.counts.removed, back.counts.changed]).toEqual([
      there.counts.removed,
      there.counts.added,
      there.counts.changed,
    ]);
    const parts = (report: DriftReport, turn: boolean) =>
      report.changes
        .filter((change) => change.class === 'config')
        .map(({ id, before, after: now }) => [id.replace(/#(added|removed)$/, '#'), turn ? now : before, turn ? before : now]);
    expect(parts(back, true)).toEqual(parts(there, false));
  });
});
