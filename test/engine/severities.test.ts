import { describe, expect, it } from 'vitest';
import { judgeGraph, type JudgeOptions, type SelectedRule } from '../../src/engine/report.ts';
import { defineRule } from '../../src/engine/rule.ts';
import { defaultEnvironmentSettings, defaultLowering, type EnvironmentSettings } from '../../src/engine/severities.ts';
import { Graph } from '../../src/graph/graph.ts';
import { type Severity, severities } from '../../src/model/report.ts';
import { rules as builtIn } from '../../src/generated/rules.ts';
import { denied, node, world, worldWithGaps } from '../kit/world.ts';

const rule = (id: string, severity: Severity, environments: 'all' | 'production' = 'production') =>
  defineRule({
    id,
    title: 'Volumes are encrypted',
    severity,
    environments,
    invariants: ['ebs-encrypted'],
    references: [],
    why: 'They should be.',
    subject: 'ec2.volume',
    reads: [],
    check: (volume, { pass, fail }) => (volume.encrypted ? pass('encrypted') : fail({ encrypted: true })),
  });
const selected = (id: string, severity: Severity, environments: 'all' | 'production' = 'production'): SelectedRule => ({
  rule: rule(id, severity, environments),
  severity,
  params: {},
});

const volume = (key: string, tags: Readonly<Record<string, string>>, encrypted = false) => node('ec2.volume', key, { encrypted, tags });
const volumes = [
  volume('vol-1', { Env: 'dev' }),
  volume('vol-2', { Env: 'prod' }),
  volume('vol-3', { Env: 'staging' }),
  volume('vol-4', {}),
  volume('vol-5', { Env: 'test' }),
  volume('vol-6', { Env: 'dev' }, true),
];

function judged(
  rules: readonly SelectedRule[],
  { environments, snapshot = world(...volumes), ...options }: Partial<JudgeOptions> & { readonly snapshot?: ReturnType<typeof world> } = {},
) {
  return judgeGraph(new Graph(snapshot.header, snapshot.nodes, { actionsOf: () => [] }), {
    rules,
    exit: { failOn: 'high', requireComplete: false, allowEmpty: false },
    tool: { name: 'ha-audit', version: '0.0.0' },
    run: { source: 'test', startedAt: '', finishedAt: '', accounts: [], regions: [], ruleset: 'strict' },
    ...(environments === undefined ? {} : { environments }),
    ...options,
  });
}
const lines = (report: ReturnType<typeof judged>) =>
  [...report.results].map(({ severity, rule: id, resource, status, environment, ruleSeverity }) =>
    [severity, id, resource.name, status, environment, ruleSeverity].filter((part) => part !== undefined && part !== null).join(' '),
  );

describe('severities', () => {
  it('are lowered outside production, in the report’s order, the verdicts being the same', () => {
    expect(lines(judged([selected('a', 'critical'), selected('b', 'high')]))).toEqual([
      'critical a vol-2 fail',
      'critical a vol-4 fail',
      'high a vol-3 fail staging critical',
      'high b vol-2 fail',
      'high b vol-4 fail',
      'medium a vol-1 fail development critical',
      'medium a vol-5 fail test critical',
      'medium a vol-6 pass development critical',
      'medium b vol-3 fail staging high',
      'low b vol-1 fail development high',
      'low b vol-5 fail test high',
      'low b vol-6 pass development high',
    ]);
  });

  it('count in the exit status and the counts as they are', () => {
    const { counts, exit, rules } = judged([selected('a', 'high')], { snapshot: world(volume('vol-1', { Env: 'dev' })) });
    expect([counts.fail, counts.failBySeverity, counts.lowered]).toEqual([1, { critical: 0, high: 0, medium: 0, low: 1 }, 1]);
    expect(exit).toEqual({ code: 0, reason: 'nothing failing at or above high' });
    expect(rules).toMatchObject([{ severity: 'high', fail: 1 }]);
  });

  it('say nothing where nothing is lowered', () => {
    const { counts, results } = judged([selected('a', 'low')]);
    expect('lowered' in counts).toBe(false);
    for (const result of results) expect(['ruleSeverity' in result, 'environment' in result]).toEqual([false, false]);
  });

  it('of rules that hold in all environments stay', () => {
    expect(lines(judged([selected('a', 'critical', 'all')])).every((line) => line.startsWith('critical a'))).toBe(true);
    const overruled = { ...selected('a', 'critical', 'all'), environments: 'production' } as const;
    expect(lines(judged([overruled]))).toContain('medium a vol-1 fail development critical');
    expect(lines(judged([{ ...selected('a', 'critical'), environments: 'all' }]))).toContain('critical a vol-1 fail');
  });

  it('can be left as they are, and lowered in other ways, but never raised', () => {
    const off: EnvironmentSettings = { ...defaultEnvironmentSettings, lowering: null };
    expect(judged([selected('a', 'high')], { environments: off }).counts.failBySeverity).toMatchObject({ high: 5 });
    const odd = { critical: 'low', high: 'critical', medium: 'critical', low: 'critical' } as const;
    const environments = { ...defaultEnvironmentSettings, lowering: { ...defaultLowering, development: odd } };
    expect(lines(judged([selected('a', 'critical')], { environments }))).toContain('low a vol-1 fail development critical');
    expect(lines(judged([selected('a', 'medium')], { environments }))).toContain('medium a vol-1 fail');
  });

  it('of what could not be listed are those of production', () => {
    const snapshot = worldWithGaps({ 'ec2.volume': denied('ec2:DescribeVolumes') }, volume('vol-1', { Env: 'dev' }));
    expect(lines(judged([selected('a', 'high')], { snapshot }))).toEqual(['high a unknown', 'low a vol-1 fail development high']);
  });

  it('are the same whether judgements are held or made anew', () => {
    const rules = [selected('a', 'critical'), selected('b', 'high'), selected('c', 'medium', 'all')];
    const held = judged(rules);
    const anew = judged(rules, { heldJudgements: 0 });
    expect([...anew.results]).toEqual([...held.results]);
    expect([...anew.results]).toEqual([...anew.results]);
    expect(anew.counts).toEqual(held.counts);
  });

  it('keep the identity of findings', () => {
    const ids = (environments: EnvironmentSettings) =>
      [...judged([selected('a', 'high')], { environments }).results].map(({ id }) => id).sort();
    expect(ids(defaultEnvironmentSettings)).toEqual(ids({ ...defaultEnvironmentSettings, lowering: null }));
  });

  it('are lowered by a table in which nothing is above its own', () => {
    for (const lowering of Object.values(defaultLowering))
      for (const severity of severities)
        expect(severities.indexOf(lowering[severity])).toBeGreaterThanOrEqual(severities.indexOf(severity));
  });
});

it('a report says what was seen and not judged', () => {
  const description = 'Amazon EKS shop';
  const report = judged([selected('a', 'high')], { snapshot: world(node('ec2.network-interface', 'eni-1', { description })) });
  expect(report.seen).toMatchObject([{ service: 'EKS', count: 1, examples: ['shop'], how: ['network-interface'] }]);
});

it('what opens to the internet or destroys data is as bad everywhere, and little else', () => {
  const everywhere = builtIn.filter(({ environments }) => environments === 'all').map(({ id }) => id);
  for (const id of [
    'rds.cluster-deletion-protection',
    'rds.cluster-not-public',
    'rds.instance-deletion-protection',
    'rds.instance-not-public',
    'security-groups.alb-ports',
    'security-groups.ssh-not-from-world',
    'security-groups.world-only-on-alb',
  ])
    expect(everywhere).toContain(id);
  expect(everywhere.length).toBeLessThan(builtIn.length / 8);
});
