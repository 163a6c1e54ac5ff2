import { describe, expect, it } from 'vitest';
import { judgeGraph } from '../../src/engine/report.ts';
import { defineRule, type Rule } from '../../src/engine/rule.ts';
import { Graph } from '../../src/graph/graph.ts';
import type { Fix } from '../../src/model/report.ts';
import { denied, node, worldWithGaps } from '../kit/world.ts';

const encrypted = (fix: () => Partial<Fix>) =>
  defineRule({
    id: 'test.volume-encrypted',
    title: 'Volumes are encrypted',
    severity: 'high',
    invariants: ['ebs-encrypted'],
    references: [],
    why: 'They should be.',
    subject: 'ec2.volume',
    reads: [],
    appliesTo: (volume) => volume.state !== 'deleting',
    check: (volume, { pass, fail }) => (volume.encrypted ? pass('encrypted') : fail({ encrypted: true })),
    fix,
  });

const { header, nodes } = worldWithGaps(
  { 'ec2.volume': denied('ec2:DescribeVolumes') },
  node('ec2.volume', 'vol-1'),
  node('ec2.volume', 'vol-2', { encrypted: false }),
  node('ec2.volume', 'vol-3', { encrypted: denied('ec2:DescribeVolumes') }),
  node('ec2.volume', 'vol-4', { state: 'deleting' }),
);

function judged(rule: Rule, heldJudgements: number) {
  const crashes: string[] = [];
  const report = judgeGraph(new Graph(header, nodes, { actionsOf: () => [] }), {
    rules: [{ rule, severity: 'high', params: {} }],
    exit: { failOn: 'high', requireComplete: false, allowEmpty: false },
    tool: { name: 'ha-audit', version: '0.0.0' },
    run: { source: 'test', startedAt: '', finishedAt: '', accounts: [], regions: [], ruleset: 'strict' },
    onCrash: (_rule, resource) => crashes.push(resource),
    heldJudgements,
  });
  return { report, crashes };
}

describe.each([
  ['held', 100],
  ['made anew for every reader', 0],
])('judgements that are %s', (_name, heldJudgements) => {
  const sound = encrypted(() => ({ cli: 'aws ec2 …' }));

  it('read the same every time', () => {
    const { results } = judged(sound, heldJudgements).report;
    expect([...results].map(({ status, resource }) => [status, resource.name])).toEqual([
      ['unknown', null],
      ['pass', 'vol-1'],
      ['fail', 'vol-2'],
      ['unknown', 'vol-3'],
    ]);
    expect([...results]).toEqual([...results]);
    expect([...results]).toEqual([...judged(sound, 2).report.results]);
  });

  it('are counted before anyone reads them', () => {
    expect(judged(sound, heldJudgements).report).toMatchObject({
      exit: { code: 1 },
      counts: { pass: 1, fail: 1, unknown: 2, notApplicable: 1, failBySeverity: { high: 1 } },
    });
  });

  it('tell of a fix that crashes, once, and keep the finding', () => {
    const { report, crashes } = judged(
      encrypted(() => {
        throw new TypeError('no such command');
      }),
      heldJudgements,
    );
    expect(report.exit.code).toBe(4);
    expect([...report.results].filter(({ status }) => status === 'fail')).toMatchObject([{ fix: null }]);
    expect(crashes).toEqual([expect.stringContaining('vol-2')]);
  });
});
