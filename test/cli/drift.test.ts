import { readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, runCli } from '../kit/run-cli.ts';
import { savedAs, textOf } from '../kit/snapshot-bytes.ts';
import { node, world } from '../kit/world.ts';

const good = world(node('rds.instance', 'orders', { engine: 'postgres', multiAz: true }));
const bad = world(node('rds.instance', 'orders', { engine: 'postgres', multiAz: false }));
const before = savedAs('before.ndjson', good);
const after = savedAs('after.ndjson.gz', bad);
const rule = ['--rules', 'rds.instance-multi-az'];
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

describe('ha-audit drift', () => {
  it('ends with 1 where a verdict newly fails, and says so in one line', async () => {
    const { status, stdout, stderr } = await runCli(['drift', before, after, ...rule]);
    expect([status, stderr]).toEqual([1, 'ha-audit: exit 1: 1 verdict at or above high newly fails\n']);
    expect(stdout).toContain('multiAz: true → false (put back, the verdict is what it was)');
    expect(stdout).not.toContain('\u001b');
  });

  it.each([
    [['--fail-on', 'never'], 0, '1 verdict newly fails, accepted by --fail-on never'],
    [['--fail-on', 'critical'], 1, '1 verdict at or above critical newly fails'],
    [['--require-complete'], 1, '1 verdict at or above high newly fails'],
  ])('with %j ends with %i', async (flags, expected, reason) => {
    const { status, stderr } = await runCli(['drift', before, after, ...rule, ...flags]);
    expect([status, lastLine(stderr)]).toEqual([expected, `ha-audit: exit ${expected}: ${reason}`]);
  });

  it('is not alarmed by what was repaired', async () => {
    const { status, stderr } = await runCli(['drift', after, before, ...rule]);
    expect([status, stderr]).toEqual([0, 'ha-audit: exit 0: nothing newly fails\n']);
  });

  it('reads one side from standard input, and writes each format to its place', async () => {
    const cwd = emptyFolder();
    const formats = ['--format', 'table,html=drift.html,markdown=drift.md', '--format', 'json=drift.json'];
    const { status, stdout } = await runCli(['drift', '-', after, ...rule, ...formats], { cwd, input: textOf(good) });
    expect(status).toBe(1);
    expect(stdout).toContain('BEFORE  -, ');
    const report: unknown = JSON.parse(readFileSync(join(cwd, 'drift.json'), 'utf8'));
    expect(report).toMatchObject({ schema: 'ha-audit/drift@1', counts: { broken: 1 }, exit: { code: 1 } });
    expect(readFileSync(join(cwd, 'drift.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect(readFileSync(join(cwd, 'drift.md'), 'utf8')).toMatch(/^# Drift\n/);
  });

  it('tells that a file was held against itself, under whatever name', async () => {
    const link = join(dirname(before), 'link.ndjson');
    symlinkSync(before, link);
    const { status, stderr } = await runCli(['drift', before, link, ...rule]);
    expect([status, stderr]).toEqual([0, 'ha-audit: BEFORE and AFTER are the same file\nha-audit: exit 0: nothing newly fails\n']);
  });

  it('ends with 3 where nothing could be judged on a side', async () => {
    const empty = savedAs('empty.ndjson', world());
    const { status, stderr } = await runCli(['drift', before, empty, ...rule]);
    expect([status, stderr]).toEqual([
      3,
      'ha-audit: exit 3: AFTER: nothing was evaluated: no resource could be judged (--allow-empty accepts this)\n',
    ]);
    expect((await runCli(['drift', before, empty, ...rule, '--allow-empty'])).status).toBe(0);
  });
});

describe('input that cannot be compared', () => {
  const lines = textOf(good).trimEnd().split('\n');
  const cut = savedAs('cut.ndjson', `${lines.slice(0, -1).join('\n')}\n`);
  const newer = savedAs('newer.ndjson', textOf(good).replace('ha-audit/snapshot@1', 'ha-audit/snapshot@2'));
  const other = savedAs('other.json', '{"results":[]}');

  it.each([
    ['a snapshot that is cut short', [before, cut], /cut\.ndjson is cut short: line 1 promises 1 resources, and 0 follow/],
    ['a newer schema', [newer, before], /snapshot@2/],
    ['no snapshot', [before, other], /other\.json/],
    ['a file that is not there', [before, '/nonexistent.ndjson'], /cannot read \/nonexistent\.ndjson/],
    ['standard input twice', ['-', '-'], /cannot both be standard input/],
    ['a flag for the live account beside two files', [before, after, '--profile', 'prod'], /--profile is for the live account/],
    ['an unknown format', [before, after, '--format', 'sarif'], /there is no format sarif.*known are table, json, markdown, html/],
    ['two formats for standard output', [before, after, '--format', 'json,html'], /would share standard output/],
    ['no file at all', [], /missing required argument 'before'/],
    ['three files', [before, after, before], /too many arguments/],
  ])('ends with 2 and a reason: %s', async (_what, args, reason) => {
    const { status, stdout, stderr } = await runCli(['drift', ...args]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(reason);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
