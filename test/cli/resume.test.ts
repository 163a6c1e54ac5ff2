import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { credentialsFor } from '../kit/live.ts';
import { accountIds, accountOf, assumed, scriptOrganization } from '../kit/organization.ts';
import { type Ended, emptyFolder, runCli } from '../kit/run-cli.ts';

const ten = accountIds(10);
const [quick, slow] = [ten.slice(0, 6), ten.slice(6)];

let endpoint: AwsEndpoint;
let cwd: string;
let state: string;
beforeEach(async () => {
  endpoint = scriptOrganization(await AwsEndpoint.start());
  cwd = emptyFolder();
  state = join(cwd, 'state');
});
afterEach(() => endpoint.close());

const scan = (onStart?: (child: ChildProcessWithoutNullStreams) => void, ...more: readonly string[]): Promise<Ended> =>
  runCli(
    ['scan', '--accounts', ten.join(), '--org-role', 'audit/ha-audit', '--rules', 'rds.instance-multi-az', '--format', 'json', ...more],
    { cwd, variables: credentialsFor(endpoint), ...(onStart === undefined ? {} : { onStart }) },
  );
const resumed = (onStart?: (child: ChildProcessWithoutNullStreams) => void) => scan(onStart, '--resume', 'state');
const kept = () => readdirSync(state).filter((name) => name.endsWith('.ndjson.gz'));
/** Without the times of the run itself. */
const reportOf = ({ stdout }: Ended) => stdout.replaceAll(/"(?:started|finished)At": ?"[^"]*"/g, '');

/** Answers that some accounts give only after a minute. */
function slowDown(accounts: readonly string[]): { end(): void } {
  let isOn = true;
  endpoint.fault('rds:DescribeDBInstances', async (request) => {
    if (isOn && accounts.includes(accountOf(request))) await new Promise((resolve) => setTimeout(resolve, 60_000).unref());
    return null;
  });
  return {
    end: () => {
      isOn = false;
    },
  };
}

/** Does something once as soon as a file of the folder is as wanted. */
function onceThereIs(isWanted: (names: readonly string[]) => boolean, act: () => void): void {
  mkdirSync(state, { recursive: true });
  const watcher = watch(state, () => {
    if (!isWanted(readdirSync(state))) return;
    watcher.close();
    act();
  });
}

/** Which accounts were entered and read, and how often. */
function callsByAccount(): Readonly<Record<string, string>> {
  const count = (of: readonly string[]) => ten.map((id) => of.filter((each) => each === id).length);
  const entered = count(
    endpoint.received.filter(({ operation }) => operation === 'AssumeRole').map(({ parameters }) => assumed(parameters)),
  );
  const read = count(endpoint.received.filter(({ operation }) => operation === 'DescribeDBInstances').map(accountOf));
  return Object.fromEntries(ten.map((id, index) => [id, `${entered[index] ?? 0} ${read[index] ?? 0}`]));
}

describe('a run of several accounts', () => {
  it('that Ctrl-C ends keeps the accounts that were read, and is resumed without reading them again', async () => {
    const whole = await scan();
    expect(whole.status).toBe(1);
    const slowness = slowDown(slow);
    const first = await resumed((child) =>
      onceThereIs(
        (names) => names.filter((name) => name.endsWith('.gz')).length === quick.length,
        () => child.kill('SIGINT'),
      ),
    );
    expect([first.status, first.stdout, first.stderr.split('\n').at(-2)]).toEqual([130, '', 'ha-audit: exit 130: interrupted']);
    expect(readdirSync(state).map((name) => name.slice(0, 12))).toEqual(quick);

    slowness.end();
    endpoint.received.length = 0;
    const second = await resumed();
    expect(second.stderr).toMatch(/^ha-audit: 10 accounts: 4 read, 6 from an earlier run \(since \d{4}-[^)]*Z\)$/m);
    expect(callsByAccount()).toEqual(Object.fromEntries(ten.map((id) => [id, slow.includes(id) ? '1 1' : '0 0'])));
    expect(second.status).toBe(1);
    expect(reportOf(second)).toBe(reportOf(whole));
    expect(reportOf(await resumed())).toBe(reportOf(whole));
  });

  it('that is killed while it writes leaves no half of an account for the next one', async () => {
    const whole = await scan();
    const first = await resumed((child) =>
      onceThereIs(
        (names) => names.some((name) => name.endsWith('.tmp')) && names.some((name) => name.endsWith('.gz')),
        () => child.kill('SIGKILL'),
      ),
    );
    expect([first.status, first.stdout]).toEqual([null, '']);
    const before = kept();
    // Where the end came between two writes, the half of one is put there.
    const [one = ''] = before;
    writeFileSync(join(state, `${one.replace(/^\d+/, ten[9] ?? '')}.0.tmp`), readFileSync(join(state, one)).subarray(0, 80));
    expect(before.length).toBeLessThan(ten.length);

    endpoint.received.length = 0;
    const second = await resumed();
    const finished = new Set(before.map((name) => name.slice(0, 12)));
    expect(callsByAccount()).toEqual(
      Object.fromEntries(ten.map((id, index) => [id, finished.has(id) ? '0 0' : `${index === 0 ? 0 : 1} 1`])),
    );
    expect(reportOf(second)).toBe(reportOf(whole));
  });
});
