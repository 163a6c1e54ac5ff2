import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeSnapshot } from '../../src/app/judge-snapshot.ts';
import { collectLive } from '../../src/app/live.ts';
import { liveOptions } from '../../src/app/live-options.ts';
import { readChunks } from '../../src/app/files.ts';
import { saveSnapshot } from '../../src/app/read-source.ts';
import { selectRules } from '../../src/app/rule-selection.ts';
import { kindNames } from '../../src/model/kinds.ts';
import type { Report } from '../../src/model/report.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { readSnapshot } from '../../src/sources/snapshot.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { credentialsFor, withVariables } from '../kit/live.ts';
import { emptyFolder } from '../kit/run-cli.ts';
import { rendered, scanned, withoutRun } from '../kit/scans.ts';
import { scriptSmallAccount } from '../kit/small-account.ts';
import { scriptSmallNetwork } from '../kit/small-network.ts';
import { savedAs, textOf } from '../kit/snapshot-bytes.ts';

const demo = 'fixtures/demo/account.ndjson.gz';
const read = (path: string) => readSnapshot(readChunks(path), path);

const json = async (report: Report) => rendered(withoutRun(report), 'json');
const judged = (snapshot: Snapshot) =>
  judgeSnapshot(snapshot, {
    rules: selectRules({ ruleset: 'strict', include: [], exclude: [], settings: {} }),
    exit: { failOn: 'high', requireComplete: false, allowEmpty: false },
    tool: { name: 'ha-audit', version: '0.1.0' },
    run: {
      source: 'live',
      startedAt: '',
      finishedAt: '',
      accounts: snapshot.header.accounts,
      regions: snapshot.header.regions,
      ruleset: 'strict',
    },
  });

describe('a live account', () => {
  let endpoint: AwsEndpoint;
  beforeEach(async () => {
    endpoint = scriptSmallNetwork(scriptSmallAccount(await AwsEndpoint.start()));
    endpoint.answersEmpty = true;
  });
  afterEach(() => endpoint.close());

  it.each(['account.ndjson', 'account.ndjson.gz'])('judged at once and from %s gives the same report, byte for byte', async (name) => {
    // Refused and broken calls are part of what a snapshot must keep.
    endpoint.deny('elasticache:DescribeCacheClusters').html('elasticloadbalancing:DescribeTags', 500);
    const kinds = new Set(kindNames);
    const live = await withVariables(credentialsFor(endpoint), () =>
      collectLive(liveOptions({ regions: [] }, new AbortController().signal), kinds, () => {}),
    );
    const path = `${emptyFolder()}/${name}`;
    await saveSnapshot(path, live);
    const report = judged(live);
    expect(report.counts.pass + report.counts.fail).toBeGreaterThan(5);
    expect(report.counts.unknown).toBeGreaterThan(5);
    expect(await json(judged(await read(path)))).toBe(await json(report));
  });
});

describe('an account', () => {
  it('gives the same snapshot when it is read and written again', async () => {
    const text = textOf(await read(demo));
    expect(textOf(await read(savedAs('again.ndjson', text)))).toBe(text);
    expect(textOf(await read(savedAs('again.ndjson.gz', text)))).toBe(text);
  });

  it('gives the same report in whatever order it was written', async () => {
    const [header = '', ...nodes] = textOf(await read(demo))
      .trimEnd()
      .split('\n');
    const expected = await json(await scanned({ type: 'demo' }));
    for (const seed of [7, 31, 101]) {
      const shuffled = nodes
        .map((line, index) => ({ line, place: (index * seed) % 97 }))
        .sort((a, b) => a.place - b.place || b.line.localeCompare(a.line));
      const lines = shuffled.map(({ line }) => line);
      expect(lines).not.toEqual(nodes);
      const path = savedAs('shuffled.ndjson', [header, ...lines, ''].join('\n'));
      expect(await json(await scanned({ type: 'file', path }))).toBe(expected);
    }
  });

  it('gives the same report as a document, and told twice', async () => {
    const { header, nodes } = await read(demo);
    const expected = await json(await scanned({ type: 'demo' }));
    const document = savedAs('account.json', JSON.stringify({ ...header, nodes }, null, 2));
    expect(await json(await scanned({ type: 'file', path: document }))).toBe(expected);
    const twice = savedAs('twice.ndjson', { header: { ...header, nodes: nodes.length * 2 }, nodes: [...nodes, ...nodes] });
    expect(await json(await scanned({ type: 'file', path: twice }))).toBe(expected);
  });

  it('gives the same bytes on every run, zipped ones too', async () => {
    const text = textOf(await read(demo));
    expect(gzipSync(text).equals(gzipSync(text))).toBe(true);
    expect(await json(await scanned({ type: 'demo' }))).toBe(await json(await scanned({ type: 'demo' })));
  });
});
