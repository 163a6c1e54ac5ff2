import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Type } from '../../src/model/type.ts';
import { type Validator, validator } from '../../src/model/validation/validator.ts';
import { awsVariables, Emulator, root } from './emulator.ts';

const run = promisify(execFile);
const bucket = 'ha-audit-reports';
const topicArn = 'arn:aws:sns:us-east-1:123456789012:people';
const context = (remainingMs: number) => `{
  awsRequestId: String(process.pid) + Math.random(),
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:ha-audit',
  memoryLimitInMB: '1024',
  getRemainingTimeInMillis: () => ${remainingMs} - performance.now(),
}`;

const text = Type.String();
const messages = validator(Type.Object({ Messages: Type.Array(Type.Object({ Body: text, ReceiptHandle: text })) }));
const notification = validator(Type.Object({ Message: text }));
const change = validator(Type.Object({ detail: Type.Object({ flips: Type.Array(Type.Object({ rule: text, flip: text })) }) }));
const imported = validator(Type.Object({ Findings: Type.Array(Type.Object({ GeneratorId: text })) }));
const answers = validator(
  Type.Object({ report: text, flips: Type.Union([Type.Integer(), Type.Null()]), exit: Type.Object({ code: Type.Integer() }) }),
);

function parsed<T>(json: string, { accepts }: Validator<T>): T {
  const value: unknown = JSON.parse(json === '' ? '{"Messages":[]}' : json);
  if (!accepts(value)) throw new Error(`not what was expected: ${json}`);
  return value;
}

interface Audit {
  readonly answer: { readonly report: string; readonly flips: number | null; readonly exit: { readonly code: number } } | null;
  readonly error: string | null;
  readonly lines: readonly string[];
}

/** The packaged handler in a Node process of its own, as Lambda runs it. */
describe('the scheduled audit on the emulator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ha-audit-lambda-'));
  let emulator: Emulator;

  const aws = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run('aws', ['--endpoint-url', emulator.url, ...args], {
      env: { ...process.env, ...awsVariables(emulator.url) },
    });
    return stdout.trim();
  };

  const audit = async (variables: Readonly<Record<string, string>> = {}, event = '{}', remainingMs = 300_000): Promise<Audit> => {
    const script = join(folder, 'invoke.mjs');
    writeFileSync(
      script,
      `import { handler } from ${JSON.stringify(`${root}dist-lambda/index.mjs`)};
try { console.log('ANSWER' + JSON.stringify(await handler(JSON.parse(process.env.EVENT), ${context(remainingMs)}))); }
catch (error) { console.log('ERROR' + JSON.stringify(error.message)); }`,
    );
    const { stdout } = await run(process.execPath, [script], {
      env: {
        PATH: process.env['PATH'] ?? '',
        ...awsVariables(emulator.url),
        HA_AUDIT_BUCKET: bucket,
        HA_AUDIT_TOPIC_ARN: topicArn,
        HA_AUDIT_EVENT_BUS: 'default',
        EVENT: event,
        ...variables,
      },
      maxBuffer: 1 << 26,
    });
    const lines = stdout.trim().split('\n');
    const said = (prefix: string) => lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
    const [answer, error] = [said('ANSWER'), said('ERROR')];
    return {
      answer: answer === undefined ? null : parsed(answer, answers),
      error: error === undefined ? null : String(JSON.parse(error)),
      lines,
    };
  };

  /** What arrived since the last time. */
  const received = async (queue: string): Promise<readonly string[]> => {
    const url = `${emulator.url}/123456789012/${queue}`;
    const { Messages } = parsed(
      await aws('sqs', 'receive-message', '--queue-url', url, '--max-number-of-messages', '10', '--output', 'json'),
      messages,
    );
    for (const { ReceiptHandle } of Messages) await aws('sqs', 'delete-message', '--queue-url', url, '--receipt-handle', ReceiptHandle);
    return Messages.map(({ Body }) => Body);
  };

  const told = async (): Promise<readonly string[]> => (await received('people')).map((body) => parsed(body, notification).Message);

  beforeAll(async () => {
    await run('npm', ['run', '--silent', 'lambda:package'], { cwd: root });
    emulator = await Emulator.start();
    await emulator.build('sound');
    await aws('s3api', 'create-bucket', '--bucket', bucket);
    await aws('sns', 'create-topic', '--name', 'people');
    for (const queue of ['people', 'machines']) await aws('sqs', 'create-queue', '--queue-name', queue);
    await aws(
      'sns',
      'subscribe',
      '--topic-arn',
      topicArn,
      '--protocol',
      'sqs',
      '--notification-endpoint',
      'arn:aws:sqs:us-east-1:123456789012:people',
    );
    await aws('events', 'put-rule', '--name', 'audit', '--event-pattern', '{"source":["ha-audit"]}');
    await aws('events', 'put-targets', '--rule', 'audit', '--targets', 'Id=1,Arn=arn:aws:sqs:us-east-1:123456789012:machines');
  });

  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true });
  });

  it('keeps snapshot and reports at first, and has nothing to tell', async () => {
    const { answer, error, lines } = await audit();
    expect({ error, flips: answer?.flips }).toEqual({ error: null, flips: null });
    expect(lines).toContain('there is no earlier run to compare with');
    const kept = await aws('s3', 'ls', '--recursive', `s3://${bucket}`);
    for (const file of ['snapshot.ndjson.gz', 'report.json', 'report.sarif', 'report.html', 'last-run.json']) expect(kept).toContain(file);
    expect(await told()).toEqual([]);
  });

  it('writes the report that the command line writes, byte for byte apart from the run', async () => {
    const { answer } = await audit();
    const key = (answer?.report ?? '').replace('report.html', '');
    for (const file of ['snapshot.ndjson.gz', 'report.json']) await aws('s3', 'cp', `${key}${file}`, join(folder, file));
    const { stdout } = await run(
      process.execPath,
      [
        '-e',
        `const { spawnSync } = require('node:child_process');
       const { readFileSync } = require('node:fs');
       const [snapshot, report] = ['snapshot.ndjson.gz', 'report.json'].map((file) => ${JSON.stringify(folder)} + '/' + file);
       const cli = spawnSync(process.execPath, ['bin/ha-audit.js', 'scan', '--from', snapshot, '--format', 'json'], { maxBuffer: 1e9 });
       const withoutRun = (text) => text.replace(/"run":\\{[^}]*\\}/, '');
       console.log(withoutRun(cli.stdout.toString()) === withoutRun(readFileSync(report, 'utf8')));`,
      ],
      { cwd: root },
    );
    expect(stdout.trim()).toBe('true');
  });

  it('is silent where nothing has changed', async () => {
    expect(await audit()).toMatchObject({ error: null, answer: { flips: 0 } });
    expect(await told()).toEqual([]);
    expect(await received('machines')).toEqual([]);
  });

  it('tells of what has changed once, people and machines', async () => {
    await aws('rds', 'modify-db-instance', '--db-instance-identifier', 'ha-web-db', '--no-multi-az', '--apply-immediately');
    expect(await audit()).toMatchObject({ error: null, answer: { flips: 1 } });
    const messages = await told();
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/CRITICAL ha-web-db now fails: .*rds\.instance-multi-az/);
    expect(messages[0]).toContain('changed: multiAz of ha-web-db from true to false');
    const events = await received('machines');
    expect(events.flatMap((event) => parsed(event, change).detail.flips)).toMatchObject([
      { rule: 'rds.instance-multi-az', flip: 'broken' },
    ]);
    expect(await audit()).toMatchObject({ answer: { flips: 0 } });
    expect(await told()).toEqual([]);
  });

  it('tells once where two runs overlap', async () => {
    await aws('rds', 'modify-db-instance', '--db-instance-identifier', 'ha-web-db', '--multi-az', '--apply-immediately');
    const both = await Promise.all([audit(), audit()]);
    expect(both.map(({ error }) => error)).toEqual([null, null]);
    const messages = await told();
    expect(messages.join('\n').match(/is repaired/g)).toHaveLength(1);
  });

  it('keeps what could not be told, and tells it in the next run', async () => {
    await aws('rds', 'modify-db-instance', '--db-instance-identifier', 'ha-web-db', '--no-multi-az', '--apply-immediately');
    const failed = await audit({ HA_AUDIT_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:gone' });
    expect(failed.error).toMatch(/is kept, but not everybody was told:\npublishing to .*:gone failed \(sns:Publish\)/);
    expect(failed.lines.join('\n')).toContain('"FailedRuns":1');
    expect(await told()).toEqual([]);
    expect(await audit()).toMatchObject({ error: null, answer: { flips: 0 } });
    expect(await told()).toEqual([expect.stringMatching(/ha-web-db now fails/)]);
  });

  it('says which bucket is missing, and is no completed run', async () => {
    const { error, lines } = await audit({ HA_AUDIT_BUCKET: 'no-such-bucket' });
    expect(error).toMatch(/s3:\/\/no-such-bucket\/.* failed \(s3:PutObject\): NoSuchBucket/);
    expect(lines.join('\n')).not.toContain('CompletedRuns');
  });

  it('stops reading before the deadline: what was not read is unknown, nothing is green and nobody is told of repairs', async () => {
    const { answer, error } = await audit({}, '{}', 12_000);
    if (error !== null) expect(error).toMatch(/out of time|time was over/);
    else expect(answer?.exit.code).not.toBe(0);
    expect((await told()).filter((message) => message.includes('is repaired'))).toEqual([]);
  });

  it('fails where there is no time at all, and the next run recovers', async () => {
    expect((await audit({}, '{}', 500)).error).toMatch(/time/);
    expect(await audit()).toMatchObject({ error: null });
    await told();
  });

  it('says so where the snapshot of the last run is gone', async () => {
    await aws('s3', 'rm', '--recursive', `s3://${bucket}/ha-audit/runs/`);
    expect(await audit()).toMatchObject({ error: null, answer: { flips: null } });
    expect(await told()).toEqual([expect.stringContaining('could not be compared with the last run')]);
  });

  it.each([
    ['[]', /no JSON object/],
    ['{"regions":["eu-west-1"]}', /mean nothing here/],
    ['{"invokingEvent":"{","resultToken":"x"}', /is no JSON/],
    ['{"invokingEvent":"{\\"messageType\\":\\"ConfigurationItemChangeNotification\\"}","resultToken":"x"}', /periodic rule/],
  ])('refuses the event %s', async (event, problem) => {
    expect((await audit({}, event)).error).toMatch(problem);
  });

  it('imports into Security Hub what fails', async () => {
    await aws('securityhub', 'enable-security-hub');
    expect(await audit({ HA_AUDIT_SECURITY_HUB: 'true' })).toMatchObject({ error: null });
    const { Findings } = parsed(await aws('securityhub', 'get-findings', '--output', 'json'), imported);
    expect(Findings.map(({ GeneratorId }) => GeneratorId)).toContain('ha-audit/rds.instance-multi-az');
  });

  it('keeps the audit where AWS Config, which the emulator does not answer for, takes no evaluations', async () => {
    const event = JSON.stringify({ invokingEvent: JSON.stringify({ messageType: 'ScheduledNotification' }), resultToken: 'token' });
    expect((await audit({}, event)).error).toMatch(
      /is kept, but not everybody was told:\nanswering AWS Config failed \(config:PutEvaluations\)/,
    );
  });
});
