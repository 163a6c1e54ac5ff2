import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { snapshotLines } from '../../src/app/snapshot-lines.ts';
import { actions } from '../../src/generated/actions.ts';
import type { CoverageEntry } from '../../src/model/coverage.ts';
import type { Gap } from '../../src/model/gap.ts';
import { kindNames } from '../../src/model/kinds.ts';
import type { Report, Result } from '../../src/model/report.ts';
import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';
import { readSnapshot } from '../../src/sources/snapshot.ts';
import { judgeAccount, readAccount } from '../kit/whole-account.ts';

const accounts = await Promise.all(
  ['fixtures/accounts/sound/account.ndjson.gz', 'fixtures/demo/account.ndjson.gz'].map(async (path) => ({
    path,
    snapshot: await readAccount(path),
  })),
);

const keyOf = ({ rule, resource }: Result) => `${rule} on ${resource.id}`;
const statuses = ({ results }: Report) => new Map([...results].map((result) => [keyOf(result), result.status]));

function bytes(report: Report): string {
  return JSON.stringify({ ...report, run: null, results: [...report.results] });
}

/** A sequence that looks shuffled and is the same every time. */
function shuffled<T>(values: readonly T[], seed: number): readonly T[] {
  let state = seed;
  return values
    .map((value) => ({ value, order: (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);
}

/** The same account under another number and in another region, with other ids. */
async function elsewhere(snapshot: Snapshot, account: string, region: string): Promise<Snapshot> {
  const { header } = snapshot;
  const text = [...snapshotLines(snapshot)]
    .join('')
    .replaceAll(header.accounts[0] ?? '', account)
    .replaceAll(header.regions[0] ?? '', region)
    .replaceAll(/\b(acl|eipalloc|eipassoc|eni|i|igw|lt|nat|pl|rtb|sg|snap|subnet|vol|vpc)-0([0-9a-f]{16})\b/g, '$1-f$2');
  return readSnapshot(Readable.from([Buffer.from(text)]), 'elsewhere');
}

function together(a: Snapshot, b: Snapshot): Snapshot {
  const both = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])];
  const header = {
    ...a.header,
    accounts: both(a.header.accounts, b.header.accounts),
    regions: both(a.header.regions, b.header.regions),
    coverage: [...a.header.coverage, ...b.header.coverage],
    nodes: a.nodes.length + b.nodes.length,
  };
  return { header, nodes: [...a.nodes, ...b.nodes] };
}

function gapIn({ header }: Snapshot, action: string | null): Gap {
  return { reason: 'denied', action, account: header.accounts[0] ?? '', region: header.regions[0] ?? '', detail: 'taken away by the test' };
}

function withoutListing(snapshot: Snapshot, kind: (typeof kindNames)[number], keepsNodes: boolean): Snapshot {
  const gap = gapIn(snapshot, actions[kind][0] ?? null);
  const coverage = snapshot.header.coverage.map((entry): CoverageEntry => {
    const status = keepsNodes ? 'partial' : 'denied';
    return entry.kind === kind ? { ...entry, status, listed: false, gaps: [gap] } : entry;
  });
  return {
    header: { ...snapshot.header, coverage },
    nodes: keepsNodes ? snapshot.nodes : snapshot.nodes.filter((node) => node.kind !== kind),
  };
}

/** Every verdict that became another one, instead of unknown, because less was known. */
function broken(before: ReadonlyMap<string, string>, snapshot: Snapshot, what: string): readonly string[] {
  const after = statuses(judgeAccount(snapshot));
  const wholes = new Set([...after.keys()].filter((key) => key.endsWith('/*')).map((key) => key.split(' on ')[0]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const was = before.get(key) ?? 'not applicable';
    const isLost = !after.has(key) && wholes.has(key.split(' on ')[0]);
    const is = after.get(key) ?? (isLost ? 'unknown' : 'not applicable');
    return is === was || is === 'unknown' || (was === 'unknown' && isLost) ? [] : [`without ${what}: ${key}: ${was} became ${is}`];
  });
}

describe.each(accounts)('$path', ({ path, snapshot }) => {
  const report = judgeAccount(snapshot);
  const before = statuses(report);
  const kindsRead = new Set(report.coverage.map(({ kind }) => kind));

  it('gives the same bytes whatever the order of its resources', async () => {
    for (const seed of [1, 2, 3]) {
      const [header = '', ...nodes] = [...snapshotLines(snapshot)];
      const lines = Buffer.from([header, ...shuffled(nodes, seed)].join(''));
      expect(bytes(judgeAccount(await readSnapshot(Readable.from([lines]), path))) === bytes(report)).toBe(true);
    }
  });

  it.each([
    ['account', '999988887777', 'eu-north-1'],
    ['region of the same account', '123456789012', 'eu-north-1'],
    ['account in the same region', '999988887777', snapshot.header.regions[0] ?? ''],
  ])('is judged the same beside another %s', async (_what, account, region) => {
    const other = await elsewhere(snapshot, account, region);
    const isOwn = ({ resource }: Result) =>
      resource.account === snapshot.header.accounts[0] && resource.region === snapshot.header.regions[0];
    const own = [...judgeAccount(together(snapshot, other)).results].filter(isOwn);
    expect(JSON.stringify(own) === JSON.stringify([...report.results])).toBe(true);
  });

  it('turns no verdict into another when a listing is refused, or breaks off', () => {
    const problems = kindNames
      .filter((kind) => kindsRead.has(kind))
      .flatMap((kind) =>
        [true, false].flatMap((keepsNodes) =>
          broken(before, withoutListing(snapshot, kind, keepsNodes), `${keepsNodes ? 'the rest of ' : ''}${kind}`),
        ),
      );
    expect(problems).toEqual([]);
  });

  it.runIf(path.includes('sound'))('turns no verdict into another when a fact of a resource is not known', () => {
    const seen = new Set<string>();
    const problems = snapshot.nodes.flatMap((node) => {
      // One resource of a kind stands for the others of it.
      const names = seen.has(node.kind) || !kindsRead.has(node.kind) ? [] : [...Object.keys(node.facts), ...Object.keys(node.relations)];
      seen.add(node.kind);
      return names.flatMap((name) =>
        broken(
          before,
          { ...snapshot, nodes: snapshot.nodes.map((each) => (each === node ? without(each, name, snapshot) : each)) },
          `${name} of ${node.id}`,
        ),
      );
    });
    expect(problems).toEqual([]);
  });
});

function without(node: NodeRecord, name: string, snapshot: Snapshot): NodeRecord {
  const rest = <T>(values: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));
  return {
    ...node,
    facts: rest(node.facts),
    relations: rest(node.relations),
    gaps: { ...node.gaps, [name]: gapIn(snapshot, 'test:Taken') },
  };
}
