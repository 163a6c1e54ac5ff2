import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { credentialsFor } from '../kit/live.ts';
import { emptyFolder, type RunOptions, runCli, runOnTerminal } from '../kit/run-cli.ts';
import { silentInput } from '../kit/standard-input.ts';
import { scriptSmallAccount } from '../kit/small-account.ts';

let endpoint: AwsEndpoint;
let cwd: string;
beforeEach(async () => {
  endpoint = scriptSmallAccount(await AwsEndpoint.start());
  endpoint.answersEmpty = true;
  cwd = emptyFolder();
});
afterEach(() => endpoint.close());

/** Sends a signal as soon as subnets are asked for, while databases keep the run waiting. */
function interrupted(signal: NodeJS.Signals): RunOptions {
  endpoint.delay('rds:DescribeDBInstances', 20_000);
  const onStart: RunOptions['onStart'] = (child) => {
    endpoint.on('ec2:DescribeSubnets', () => {
      child.kill(signal);
      return {};
    });
  };
  return { cwd, variables: credentialsFor(endpoint), onStart };
}

describe('Ctrl-C', () => {
  it.each([
    ['scan --save-snapshot a.ndjson --format json=b.json,table', 'SIGINT'],
    ['snapshot -o a.ndjson', 'SIGTERM'],
    ['permissions --check', 'SIGINT'],
  ] as const)('in %s writes nothing and ends with 130', async (line, signal) => {
    const { status, stdout, stderr } = await runCli(line.split(' '), interrupted(signal));
    expect([status, stdout, stderr.split('\n').at(-2), readdirSync(cwd)]).toEqual([130, '', 'ha-audit: exit 130: interrupted', []]);
  });

  it('ends the waiting for standard input', async () => {
    const variables = silentInput("process.kill(process.pid, 'SIGINT'); setTimeout(() => {}, 10_000);");
    expect(await runCli(['scan', '--from', '-'], { variables })).toEqual({
      status: 130,
      stdout: '',
      stderr: 'ha-audit: exit 130: interrupted\n',
    });
  });
});

describe.runIf(spawnSync('bash', ['-c', 'command -v script']).status === 0)('on a terminal', () => {
  const shown = async (line: string, variables = {}) =>
    (await runOnTerminal(line, { cwd, variables: { ...credentialsFor(endpoint), ...variables } })).stdout;

  it('progress is drawn, and gone at the end', async () => {
    endpoint.delay('rds:DescribeDBInstances', 500);
    const text = await shown('ha-audit scan --rules "rds.*" --format ndjson > out');
    expect(text).toContain('reading account 123456789012');
    expect(text).toMatch(/us-east-1: \d+ of \d+ kinds, \d+ resources/);
    expect(stripVTControlCharacters(text).trimEnd().split('\r\n').at(-1)).toMatch(/^ha-audit: exit 1: /);
    expect(text.lastIndexOf('\u001b[?25h')).toBeGreaterThan(text.lastIndexOf('\u001b[?25l'));
    expect(readdirSync(cwd)).toEqual(['out']);
  });

  it('is none for a report that goes elsewhere, nor in CI', async () => {
    expect(await shown('ha-audit scan --rules "rds.*" --format ndjson 2> err > out; cat out')).not.toMatch(/\u001b/);
    expect(await shown('ha-audit scan --rules "rds.*" --format ndjson > out', { CI: 'true' })).toMatch(
      /^reading account 123456789012 in 1 region: us-east-1\r\n/,
    );
  });

  it('has colour, unless somebody declined it', async () => {
    const colour = /\u001b\[3\dm/;
    expect(await shown('ha-audit scan --demo')).toMatch(colour);
    for (const [line, variables] of [
      ['ha-audit scan --demo --no-color', {}],
      ['ha-audit scan --demo', { NO_COLOR: '1' }],
      ['ha-audit scan --demo', { CI: '1' }],
    ] as const) {
      expect(await shown(line, variables)).not.toMatch(colour);
    }
  });

  it('Ctrl-C leaves the terminal as it was', async () => {
    endpoint.delay('rds:DescribeDBInstances', 20_000);
    const onStart: RunOptions['onStart'] = (child) => {
      endpoint.on('ec2:DescribeSubnets', () => {
        child.stdin.write('\u0003');
        return {};
      });
    };
    const line = 'ha-audit scan --save-snapshot never; echo "status $?"';
    const { stdout } = await runOnTerminal(line, { cwd, variables: credentialsFor(endpoint), input: null, onStart });
    expect(stripVTControlCharacters(stdout)).toContain('ha-audit: exit 130: interrupted\r\nstatus 130');
    expect(stdout.lastIndexOf('\u001b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\u001b[?25l'));
    expect(readdirSync(cwd)).toEqual([]);
  });
});
