import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, runCli, runShell } from '../kit/run-cli.ts';
import { savedAs } from '../kit/snapshot-bytes.ts';
import { node, world } from '../kit/world.ts';

const judgedDemo = /^ha-audit: exit 1: \d+ findings at or above high; 2 enabled regions were not read\n$/;

interface Parsed {
  readonly counts: Readonly<Record<string, number>>;
  readonly exit: { readonly code: number };
  readonly results: readonly {
    readonly status: string;
    readonly severity: string;
    readonly rule: string;
    readonly resource: { readonly name: string | null };
  }[];
}

function isReport(value: unknown): value is Parsed {
  return typeof value === 'object' && value !== null && 'results' in value && 'exit' in value;
}

function parsed(text: string): Parsed {
  const value: unknown = JSON.parse(text);
  if (!isReport(value)) throw new Error('this is no report');
  return value;
}

describe('a scan of the demo account', () => {
  it('shows a table and why it ends as it does', async () => {
    const { status, stdout, stderr } = await runCli(['scan', '--demo']);
    expect([status, stderr]).toEqual([1, expect.stringMatching(judgedDemo)]);
    expect(stdout).toContain('shop-web');
    expect(stdout).not.toMatch(/\u001b/);
  });

  it.each([
    [['--fail-on', 'never'], 0],
    [['--fail-on', 'critical'], 1],
    [['--require-complete'], 3],
    [['--require-complete', '--fail-on', 'never'], 3],
    [['--workload', 'nobody'], 3],
    [['--workload', 'nobody', '--allow-empty'], 0],
    [['--tag', 'nobody=nothing', '--rules', 'rds.*'], 3],
  ])('with %j ends with %i', async (flags, expected) => {
    const { status, stderr } = await runCli(['scan', '--demo', ...flags, '--format', 'ndjson']);
    expect([status, stderr.split('\n').at(-2)]).toEqual([expected, expect.stringMatching(`^ha-audit: exit ${expected}: `)]);
  });

  it('names the workload that was probably meant', async () => {
    const { stderr } = await runCli(['scan', '--demo', '--workload', 'shop-wbe']);
    expect(stderr).toMatch(
      /^ha-audit: --workload shop-wbe matches none of the \d+ workloads found \(did you mean shop-web\?\)\nha-audit: exit 3: /,
    );
  });

  it('writes every format to its file, and one to standard output', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'README.md'), '');
    const run = await runCli(['scan', '--demo', '--format', 'json=a.json,sarif=b.sarif', '--format', 'table=c.txt', '--format', 'ndjson'], {
      cwd,
    });
    expect(run.status).toBe(1);
    expect(readdirSync(cwd).sort()).toEqual(['README.md', 'a.json', 'b.sarif', 'c.txt']);
    const report = parsed(readFileSync(join(cwd, 'a.json'), 'utf8'));
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(report.results.length + 1);
    expect(readFileSync(join(cwd, 'b.sarif'), 'utf8')).toContain('"uri":"README.md"');
    expect(readFileSync(join(cwd, 'c.txt'), 'utf8')).toContain('shop-web');
  });

  it('hides lesser findings from the report, not from the exit status', async () => {
    const all = parsed((await runCli(['scan', '--demo', '--format', 'json'])).stdout);
    const { status, stdout } = await runCli(['scan', '--demo', '--format', 'json', '--severity', 'critical']);
    const severities = parsed(stdout)
      .results.filter(({ status: verdict }) => verdict === 'fail')
      .map(({ severity }) => severity);
    expect([status, new Set(severities)]).toEqual([1, new Set(['critical'])]);
    expect(parsed(stdout).counts).toEqual(all.counts);
  });

  it('points SARIF to the file that is named, from the root of the repository', async () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, '.git'));
    mkdirSync(join(cwd, 'infra'));
    writeFileSync(join(cwd, 'infra/main.tf'), '');
    const { stdout } = await runCli(['scan', '--demo', '--format', 'sarif', '--sarif-anchor', 'main.tf'], { cwd: join(cwd, 'infra') });
    expect(stdout).toContain('"uri":"infra/main.tf"');
  });

  it('takes rules from the configuration', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'ha-audit.yaml'), 'rules:\n  rds.instance-multi-az: off\n');
    const { stdout } = await runCli(['scan', '--demo', '--rules', 'rds.*', '--format', 'json'], { cwd });
    expect(parsed(stdout).results.map(({ rule }) => rule)).not.toContain('rds.instance-multi-az');
    writeFileSync(join(cwd, 'ha-audit.yaml'), 'rules:\n  rds.instance-multi-az: { severity: hihg }\n');
    const { status, stderr } = await runCli(['scan', '--demo'], { cwd });
    expect([status, stderr]).toEqual([
      2,
      'ha-audit: exit 2: ha-audit.yaml:2:38: rules.rds.instance-multi-az.severity must be critical, high, medium or low (did you mean high?)\n',
    ]);
  });
});

describe('a scan of a snapshot', () => {
  const account = world(node('rds.instance', 'orders', { multiAz: true, engine: 'mysql' }));

  it('reads a file or standard input, zipped or not', async () => {
    const args = ['--rules', 'rds.instance-multi-az', '--format', 'json'];
    const zipped = savedAs('account.ndjson.gz', account);
    const runs = await Promise.all([
      runCli(['scan', '--from', savedAs('account.ndjson', account), ...args]),
      runCli(['scan', '--from', zipped, ...args]),
      runCli(['scan', '--from', '-', ...args], { input: readFileSync(zipped) }),
    ]);
    for (const { status, stdout } of runs) expect([status, parsed(stdout).counts['pass']]).toEqual([0, 1]);
  });

  it.each([
    ['missing.ndjson', 'cannot read missing.ndjson: there is no such file or folder'],
    ['.', '. is a folder; a snapshot is a file'],
    ['-', 'standard input is empty'],
  ])('from %s is refused', async (from, message) => {
    const { status, stderr } = await runCli(['scan', '--from', from], { input: '' });
    expect([status, stderr]).toEqual([2, expect.stringContaining(`ha-audit: exit 2: ${message}`)]);
  });

  it('shows no escape sequence of a file that is none', async () => {
    const path = savedAs('evil.json', '{"schema":"\\u001b[31mred\\u001b]0;title\\u0007"}');
    const { status, stderr } = await runCli(['scan', '--from', path]);
    expect(status).toBe(2);
    expect(stderr.trimEnd()).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe('output', () => {
  it('may be read in part', async () => {
    const { status, stdout, stderr } = await runShell('ha-audit scan --demo | head -n 1; echo "${PIPESTATUS[0]}"');
    expect([status, stdout.split('\n')[1], stderr]).toEqual([0, '1', expect.stringMatching(judgedDemo)]);
    expect(await runShell('ha-audit scan --demo --format json 2>&1 | head -c 0; echo "${PIPESTATUS[0]}"')).toEqual({
      status: 0,
      stdout: '1\n',
      stderr: '',
    });
    expect(await runShell('ha-audit rules list --format json | head -n 1; echo "${PIPESTATUS[0]}"')).toEqual({
      status: 0,
      stdout: '[\n0\n',
      stderr: '',
    });
  });

  it.runIf(existsSync('/dev/full'))('that cannot be written is 2, whatever was found, and costs the others nothing', async () => {
    const cwd = emptyFolder();
    const full = await runShell('ha-audit scan --demo --format json=whole.json,ndjson=/dev/full,table > /dev/full', { cwd });
    expect(full.status).toBe(2);
    expect(full.stderr).toMatch(
      /^ha-audit: exit 2: cannot write \/dev\/full: the disk is full; cannot write standard output: the disk is full; judged: \d+ findings/,
    );
    expect(parsed(readFileSync(join(cwd, 'whole.json'), 'utf8')).exit.code).toBe(1);
    for (const line of ['ha-audit --help', 'ha-audit rules list', 'ha-audit permissions']) {
      const { status, stderr } = await runShell(`${line} > /dev/full`);
      expect([status, stderr], line).toEqual([2, expect.stringMatching(/^ha-audit: exit 2: cannot write standard output/)]);
    }
  });

  it('goes to a device as it is', async () => {
    expect((await runShell('ha-audit scan --demo -o /dev/null')).status).toBe(1);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    const { stdout } = await runShell('ha-audit scan --demo --format json=>(head -c 1) --fail-on never 2>/dev/null; sleep 0.2');
    expect(stdout).toBe('{');
  });
});
