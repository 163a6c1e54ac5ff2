import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionsOf, statementsWhere } from '../kit/audit-template.ts';
import { awsVariables, Emulator, root } from './emulator.ts';

const run = promisify(execFile);

/** The emulator takes every parameter that was left out for a changed one, and cannot change a log group. */
const keepLogs = 'KeepLogsDays=30';

/** Both scripts of `infra/` with the AWS CLI, as they are run by hand. */
describe('the deployment on the emulator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ha-audit-deploy-'));
  let emulator: Emulator;
  /** What the first deployment made: physical names by logical ones. */
  let made: Readonly<Record<string, string>> = {};

  const aws = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run('aws', ['--endpoint-url', emulator.url, ...args], {
      env: { ...process.env, ...awsVariables(emulator.url), AWS_DEFAULT_OUTPUT: 'text' },
    });
    return stdout.trim();
  };

  /** A variable that is empty is not set. */
  const script = async (name: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}) => {
    const all = Object.entries({ ...process.env, ...awsVariables(emulator.url), ...variables });
    const child = spawn('bash', [`${root}infra/${name}`, ...args], { env: Object.fromEntries(all.filter(([, value]) => value !== '')) });
    const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'close')]);
    return { code: child.exitCode, stdout, stderr };
  };
  /** With the package that is there. */
  const deployAgain = (...args: readonly string[]) =>
    script('deploy.sh', ['code-bucket', ...args], { PATH: `${folder}:${process.env['PATH'] ?? ''}` });

  const resources = async (): Promise<typeof made> => {
    const query = 'StackResources[?LogicalResourceId].[LogicalResourceId,PhysicalResourceId]';
    const pairs: readonly (readonly [string, string])[] = JSON.parse(
      await aws('cloudformation', 'describe-stack-resources', '--stack-name', 'ha-audit', '--query', query, '--output', 'json'),
    );
    return Object.fromEntries(pairs);
  };

  const variablesOfFunction = async (): Promise<Readonly<Record<string, string>>> => {
    const variables: Readonly<Record<string, string>> = JSON.parse(
      await aws(
        ...['lambda', 'get-function-configuration', '--function-name', 'ha-audit'],
        ...['--query', 'Environment.Variables', '--output', 'json'],
      ),
    );
    return variables;
  };

  /** By the name of the statement. */
  const actionsOfRole = async (role = ''): Promise<Readonly<Record<string, readonly string[]>>> => {
    const policy = await aws('iam', 'get-role-policy', '--role-name', role, '--policy-name', 'audit', '--query', 'PolicyDocument');
    // The emulator writes an inline policy of a stack as Python does, and None for what a condition left out.
    const { Statement }: { readonly Statement: ReturnType<typeof statementsWhere> } = JSON.parse(
      policy.replaceAll("'", '"').replaceAll(/, None\b/g, ''),
    );
    return bySid(Statement);
  };

  beforeAll(async () => {
    emulator = await Emulator.start();
    await aws('s3api', 'create-bucket', '--bucket', 'code-bucket');
    writeFileSync(join(folder, 'npm'), '#!/bin/sh\n', { mode: 0o755 });
  });

  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true });
  });

  it.concurrent.each([
    ['deploy.sh', [], {}, /^names no bucket for the code; run: infra\/deploy\.sh CODE_BUCKET/],
    ['deploy.sh', ['Regions=us-east-1'], {}, /^names no bucket for the code/],
    ['deploy.sh', ['code-bucket', 'NotifyEmial=me@example.com'], {}, /^there is no parameter "NotifyEmial=me@example.com"; .*NotifyEmail/],
    ['deploy.sh', ['code-bucket', 'CodeKey=other.zip'], {}, /^there is no parameter "CodeKey=other.zip"/],
    ['deploy.sh', ['no-such-bucket'], {}, /^the bucket no-such-bucket is not there, .*make one with: aws s3 mb s3:\/\/no-such-bucket/],
    ['deploy.sh', ['code-bucket'], { AWS_REGION: 'eu-west-1' }, /^the bucket code-bucket is in us-east-1, the deployment in eu-west-1/],
    ['deploy.sh', ['code-bucket'], { AWS_ACCESS_KEY_ID: '' }, /^AWS takes no credentials from here; set AWS_PROFILE/],
    ['deploy.sh', ['code-bucket'], { AWS_REGION: '', AWS_DEFAULT_REGION: '' }, /^no region is set; set AWS_REGION/],
    ['deploy.sh', ['code-bucket'], { PATH: '/usr/bin:/bin' }, /^there is no aws on the PATH; install the AWS CLI/],
    ['remove.sh', [], {}, /^found no stack ha-audit; set AWS_PROFILE, AWS_REGION and STACK_NAME/],
    ['remove.sh', ['ha-audit'], {}, /^takes nothing; set STACK_NAME/],
    ['remove.sh', [], { PATH: '/usr/bin:/bin' }, /^there is no aws on the PATH/],
  ])('%s %j with %j says what to do next, and does nothing', async (name, args, variables, says) => {
    const { code, stdout, stderr } = await script(name, args, variables);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const [prefix, last] =
      stderr
        .trim()
        .split('\n')
        .at(-1)
        ?.split(/: (.*)/) ?? [];
    expect(prefix).toBe(`infra/${name}`);
    expect(last).toMatch(says);
  });

  it('makes the function, its role, bucket, queue, topic and log group, and names them', async () => {
    expect(await aws('s3', 'ls', '--recursive', 's3://code-bucket')).toBe('');
    const parameters = ['NotifyEmail=me@example.com', 'Regions=us-east-1', 'SecurityHub=true', keepLogs];
    const { code, stdout, stderr } = await script('deploy.sh', ['code-bucket', ...parameters]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    made = await resources();
    for (const name of ['Reports', 'Audit', 'Logs', 'DeadLetters', 'Topic']) expect(stdout).toContain(`${name}\t${made[name] ?? '?'}`);
    expect(await aws('s3', 'ls')).toContain(made['Reports']);
    expect(await aws('sns', 'list-subscriptions', '--query', 'Subscriptions[].[Protocol,Endpoint,TopicArn]')).toBe(
      `email\tme@example.com\t${made['Topic'] ?? '?'}`,
    );
    expect(await aws('sqs', 'list-queues')).toContain(made['DeadLetters']?.split('/').at(-1));
    expect(await variablesOfFunction()).toEqual({
      HA_AUDIT_BUCKET: made['Reports'],
      HA_AUDIT_REGIONS: 'us-east-1',
      HA_AUDIT_RULESET: 'standard',
      HA_AUDIT_CONFIG_KEY: '',
      HA_AUDIT_NOTIFY_FROM: 'high',
      HA_AUDIT_TOPIC_ARN: made['Topic'],
      HA_AUDIT_EVENT_BUS: 'default',
      HA_AUDIT_SECURITY_HUB: 'true',
    });
  });

  it('lets the function do what the template says for these parameters, and nothing else', async () => {
    const expected = statementsWhere((condition) => condition === 'Notifies' || condition === 'ImportsToSecurityHub');
    expect(await actionsOfRole(made['AuditRole'])).toEqual(bySid(expected));
    expect(Object.keys(bySid(expected))).toEqual(expect.arrayContaining(['TellPeople', 'ImportFindings']));
  });

  it('takes the same again, and what has changed', async () => {
    const before = await variablesOfFunction();
    const again = await deployAgain(keepLogs);
    expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 0, stderr: '' });
    expect(again.stdout).toContain(`Reports\t${before['HA_AUDIT_BUCKET'] ?? '?'}`);
    const changed = await deployAgain(keepLogs, 'Regions=us-east-1,us-west-2');
    expect({ code: changed.code, stderr: changed.stderr }).toEqual({ code: 0, stderr: '' });
    expect(await variablesOfFunction()).toEqual({ ...before, HA_AUDIT_REGIONS: 'us-east-1,us-west-2' });
  });

  it('has put a package there that runs with the variables of the function', async () => {
    const key = await aws(
      ...['cloudformation', 'describe-stacks', '--stack-name', 'ha-audit'],
      ...['--query', "Stacks[0].Parameters[?ParameterKey=='CodeKey'].ParameterValue"],
    );
    await aws('s3', 'cp', '--quiet', `s3://code-bucket/${key}`, join(folder, 'code.zip'));
    const task = join(folder, 'task');
    mkdirSync(task);
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(join(folder, 'code.zip'))))) writeFileSync(join(task, name), bytes);
    const handler = await aws('lambda', 'get-function-configuration', '--function-name', 'ha-audit', '--query', 'Handler');
    const [module = '', name = ''] = handler.split('.');
    await aws('securityhub', 'enable-security-hub');
    await aws('securityhub', 'enable-security-hub', '--region', 'us-west-2');
    const invocation = `import { ${name} } from ${JSON.stringify(join(task, `${module}.mjs`))};
const { exit } = await ${name}({}, {
  awsRequestId: 'first', invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:ha-audit', memoryLimitInMB: '1024',
  getRemainingTimeInMillis: () => 300_000 - performance.now(),
});
console.log('EXIT ' + exit.code);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', invocation], {
      cwd: task,
      env: { ...awsVariables(emulator.url), ...(await variablesOfFunction()) },
      maxBuffer: 1 << 26,
    });
    expect(stdout).toContain('"CompletedRuns":1');
    expect(stdout).toMatch(/^EXIT [01]$/m);
    const kept = await aws('s3', 'ls', '--recursive', `s3://${made['Reports'] ?? '?'}`);
    for (const file of ['snapshot.ndjson.gz', 'report.json', 'report.html', 'last-run.json']) expect(kept).toContain(file);
  });

  it.concurrent.each([
    ['ROLLBACK_COMPLETE', /^the stack ha-audit is left over from what failed .*; run infra\/remove\.sh and try again/],
    ['ROLLBACK_IN_PROGRESS', /^something else is changing the stack ha-audit .*; wait for its end and try again/],
  ])('leaves a stack alone that is in %s, which the emulator does not know', async (status, says) => {
    const server = createServer((request, response) => {
      const { authorization = '', 'content-type': type = '' } = request.headers;
      const answered = textOf(request).then((body) =>
        fetch(`${emulator.url}${request.url ?? ''}`, {
          method: request.method ?? 'GET',
          headers: { authorization, 'content-type': type },
          ...(body === '' ? {} : { body }),
        }),
      );
      void answered.then((answer) => answer.text()).then((answer) => response.end(answer.replace(/(?<=<StackStatus>)\w+/, status)));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const { code, stdout, stderr } = await script('deploy.sh', ['code-bucket'], { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
    server.close();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.replace('infra/deploy.sh: ', '')).toMatch(says);
  });

  it('removes all but the bucket of reports and what it holds', async () => {
    const reports = made['Reports'] ?? '?';
    const before = await aws('s3', 'ls', '--recursive', `s3://${reports}`);
    const { code, stdout } = await script('remove.sh', []);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `Removed ha-audit. The reports are still in s3://${reports}\n` });
    expect(await aws('s3', 'ls', '--recursive', `s3://${reports}`)).toBe(before);
    expect(await aws('lambda', 'list-functions', '--query', 'Functions[].FunctionName')).toBe('');
    expect(await aws('iam', 'list-roles', '--query', 'Roles[].RoleName')).toBe('');
    expect(await aws('logs', 'describe-log-groups', '--query', 'logGroups[].logGroupName')).toBe('');
  });

  it('deploys again after that, without anything that nobody asked for', async () => {
    const { code, stderr } = await deployAgain();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await actionsOfRole((await resources())['AuditRole'])).toEqual(bySid(statementsWhere(() => false)));
    // The emulator leaves out a variable that is to be empty behind a condition.
    expect(await variablesOfFunction()).toMatchObject({ HA_AUDIT_SECURITY_HUB: 'false', HA_AUDIT_REGIONS: '' });
    expect(await aws('sns', 'list-topics', '--query', 'Topics[].TopicArn')).toBe('');
  });
});

function bySid(statements: ReturnType<typeof statementsWhere>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(statements.map((each) => [each.Sid, actionsOf(each)]));
}
