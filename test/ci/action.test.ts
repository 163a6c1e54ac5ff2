import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { action, type Step } from '../kit/pipelines.ts';
import { emptyFolder, runProcess } from '../kit/run-cli.ts';

interface StepRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly folder: string;
  readonly path: string;
}

interface Setting {
  readonly inputs?: Readonly<Record<string, string>>;
  /** Expressions other than inputs, as they stand in the action. */
  readonly context?: Readonly<Record<string, string>>;
  /** Programs of one's own that come first on the PATH, as bash. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

const program = `exec '${process.execPath}' '${resolve('bin/ha-audit.js')}' "$@"`;

/** Runs a step as a runner does: `bash -eo pipefail`, inputs in variables, and files for what it says. */
async function runStep(name: string, { inputs = {}, context = {}, programs = {}, files = {} }: Setting = {}): Promise<StepRun> {
  const step = action.runs.steps.find((each) => each.name === name);
  if (step?.run === undefined) throw new Error(`the action has no step ${name}`);
  const [folder, temporary] = [emptyFolder(), emptyFolder()];
  for (const [path, text] of Object.entries({ 'README.md': '', ...files })) writeFileSync(join(folder, path), text);
  mkdirSync(join(temporary, 'bin'));
  for (const [path, text] of Object.entries({ 'ha-audit': program, ...programs })) {
    writeFileSync(join(temporary, 'bin', path), `#!/bin/bash\n${text}\n`);
    chmodSync(join(temporary, 'bin', path), 0o755);
  }
  const [script, output, summary, path] = ['script', 'output', 'summary', 'path'].map((file) => join(temporary, file));
  for (const file of [output, summary, path]) writeFileSync(file ?? '', '');
  writeFileSync(script ?? '', step.run);
  const ended = await runProcess('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script ?? ''], {
    cwd: folder,
    variables: {
      ...environmentOf(step, inputs, context),
      PATH: `${join(temporary, 'bin')}:${process.env['PATH'] ?? ''}`,
      RUNNER_TEMP: temporary,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_PATH: path,
      GITHUB_REPOSITORY: 'owner/repository',
      LOG: join(temporary, 'log'),
    },
  });
  const read = (file = '') => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const log = read(join(temporary, 'log'));
  return { ...ended, stderr: ended.stderr + log, outputs: outputsOf(read(output)), summary: read(summary), folder, path: read(path) };
}

function environmentOf(step: Step, inputs: Setting['inputs'] = {}, context: Setting['context'] = {}): Readonly<Record<string, string>> {
  const defaults = Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, input.default ?? '']);
  const given = Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value]);
  const values: Readonly<Record<string, string>> = { ...Object.fromEntries([...defaults, ...given]), ...context };
  return Object.fromEntries(
    Object.entries(step.env ?? {}).map(([name, text]) => [
      name,
      text.replaceAll(/\$\{\{ (?<expression>.*?) \}\}/g, (_, expression: string) => {
        const value = values[expression];
        if (value === undefined) throw new Error(`nothing is known of ${expression}`);
        return value;
      }),
    ]),
  );
}

/** As a runner reads them. */
function outputsOf(text: string): Readonly<Record<string, string>> {
  const entries = [...text.matchAll(/^(?<name>[\w-]+)<<(?<end>.*)\n(?<value>[\s\S]*?)\n\k<end>\n/gm)];
  return Object.fromEntries(entries.map(({ groups }) => [groups?.['name'] ?? '', groups?.['value'] ?? '']));
}

const demo = { args: '--demo' };
/** Tells its arguments, one a line. */
const telling = { 'ha-audit': 'printf "%s\\n" "$@" >>"$LOG"' };

describe('the step that scans', { timeout: 60_000 }, () => {
  it('ends well when it found something, tells the status, and leaves SARIF, report and summary', async () => {
    const run = await runStep('Scan', { inputs: demo });
    expect(run).toMatchObject({ status: 0, outputs: { 'exit-code': '1', sarif: 'ha-audit.sarif', report: 'ha-audit.json' } });
    expect(readFileSync(join(run.folder, 'ha-audit.sarif'), 'utf8')).toContain('"version":"2.1.0"');
    expect(readFileSync(join(run.folder, 'ha-audit.json'), 'utf8')).toContain('ha-audit/report@1');
    expect(run.summary).toContain('critical');
    expect(run.stderr).toContain('exit 1');
  });

  it('passes where nothing counts', async () => {
    const { outputs } = await runStep('Scan', { inputs: { ...demo, 'fail-on': 'never', 'sarif-file': '', summary: 'false' } });
    expect(outputs).toEqual({ 'exit-code': '0', report: 'ha-audit.json' });
  });

  it('names no file that was not written, nor one of an earlier run', async () => {
    const { status, outputs, folder } = await runStep('Scan', {
      inputs: { ...demo, ruleset: 'no-such' },
      files: { 'ha-audit.sarif': 'old' },
    });
    expect({ status, outputs }).toEqual({ status: 0, outputs: { 'exit-code': '2' } });
    expect(existsSync(join(folder, 'ha-audit.sarif'))).toBe(false);
  });

  it('gives each input as one argument, whatever it says', async () => {
    const inputs = {
      regions: 'eu-west-1, eu-central-1\n us-east-1',
      config: 'a b.yaml; touch owned',
      baseline: 'base.json',
      'fail-on-new': 'true',
      args: '--workload=$(touch owned)\n\n--tag=a=`touch owned`',
      summary: 'false',
    };
    const { stderr, folder } = await runStep('Scan', { inputs, programs: telling, files: { 'base.json': '{}' } });
    expect(stderr.trim().split('\n')).toEqual([
      'scan',
      '--fail-on=high',
      '--config=a b.yaml; touch owned',
      '--region=eu-west-1',
      '--region=eu-central-1',
      '--region=us-east-1',
      '--baseline=base.json',
      '--fail-on-new',
      '--format=sarif=ha-audit.sarif',
      '--format=json=ha-audit.json',
      '--workload=$(touch owned)',
      '--tag=a=`touch owned`',
    ]);
    expect(existsSync(join(folder, 'owned'))).toBe(false);
  });

  it('counts every finding while there is no baseline, and says so', async () => {
    const { stdout, stderr } = await runStep('Scan', { inputs: { baseline: 'none.json', 'fail-on-new': 'true' }, programs: telling });
    expect(stdout).toContain('::warning title=ha-audit::there is no baseline yet');
    expect(stderr).not.toMatch(/baseline|new/);
  });

  it('refuses a switch that is neither on nor off', async () => {
    const { status, stdout, outputs } = await runStep('Scan', { inputs: { ...demo, comment: 'yes' } });
    expect({ status, outputs }).toEqual({ status: 2, outputs: { 'exit-code': '2' } });
    expect(stdout).toContain('::error title=ha-audit::input comment is neither true nor false');
  });

  it('lets nothing that the scan prints be a command of the runner', async () => {
    const { stdout } = await runStep('Scan', { programs: { 'ha-audit': 'echo "::add-mask::a"' } });
    expect(stdout).toMatch(/^::stop-commands::(?<token>ha-audit-[0-9a-f-]{36})\n::add-mask::a\n::\k<token>::\n$/);
  });

  it('keeps a file name with line ends from becoming an output', async () => {
    const named = 'a\nexit-code=0\nb';
    const { outputs } = await runStep('Scan', {
      inputs: { 'report-file': named },
      programs: { 'ha-audit': `touch $'a\\nexit-code=0\\nb'; exit 1` },
    });
    expect(outputs).toEqual({ 'exit-code': '1', report: named });
  });
});

describe('the step that installs', () => {
  const context = { 'github.action_path': process.cwd() };
  const npm = { npm: 'printf "%s\\n" "$@" >>"$LOG"' };

  it('takes the version of the action, runs no install script, and puts the program on the PATH', async () => {
    const { status, stderr, path } = await runStep('Install ha-audit', { context, programs: npm });
    expect(status).toBe(0);
    expect(stderr).toMatch(/--ignore-scripts\n[^]*\nha-audit@\d+\.\d+\.\d+\n$/);
    expect(path).toMatch(/\/ha-audit\/node_modules\/\.bin\n$/);
  });

  it('takes a version that is asked for', async () => {
    expect((await runStep('Install ha-audit', { context, programs: npm, inputs: { version: '9.8.7' } })).stderr).toContain(
      '\nha-audit@9.8.7\n',
    );
  });

  it('says so where Node is missing or too old', async () => {
    const { status, stdout } = await runStep('Install ha-audit', { context, programs: { ...npm, node: 'exit 1' } });
    expect(status).toBe(2);
    expect(stdout).toContain('::error title=ha-audit::Node.js 20.19 or later is needed');
  });
});

describe('the step that comments', () => {
  const marker = '<!-- ha-audit:report 123456789012/eu-west-1 -->';
  const files = { 'comment.md': `${marker}\ntext` };
  const context = { 'github.event.pull_request.number': '7', 'steps.scan.outputs.comment': 'comment.md' };
  const listing = (lines: string) => ({ gh: `echo "$@" >>"$LOG"; if [[ "$*" == *--paginate* ]]; then printf '%s' '${lines}'; fi` });

  it('writes one where there is none', async () => {
    const { status, stderr } = await runStep('Comment on the pull request', { context, files, programs: listing('11 Looks good\n12 ') });
    expect(status).toBe(0);
    expect(stderr).toContain('--method POST repos/owner/repository/issues/7/comments --field body=@comment.md');
  });

  it('replaces the one there is, and only that of the same accounts and regions', async () => {
    const lines = `11 Looks good\n12 <!-- ha-audit:report 123456789012/us-east-1 -->\n13 ${marker}`;
    const { stderr } = await runStep('Comment on the pull request', { context, files, programs: listing(lines) });
    expect(stderr).toContain('--method PATCH repos/owner/repository/issues/comments/13 --field body=@comment.md');
    expect(stderr).toContain('select(.user.type == "Bot")');
  });

  it.each(['*--paginate*', '*--method*'])('warns, and does not fail, where it may not: %s', async (refused) => {
    const gh = `echo "$@" >>"$LOG"; if [[ "$*" == ${refused} ]]; then exit 1; fi`;
    const { status, stdout, stderr } = await runStep('Comment on the pull request', { context, files, programs: { gh } });
    expect(status).toBe(0);
    expect(stdout).toContain('::warning title=ha-audit::no comment was written');
    if (refused === '*--paginate*') expect(stderr).not.toContain('--method');
  });
});

describe('the last step', () => {
  it.each(['0', '1', '3'])('fails the job as the scan would have: %s', async (code) => {
    expect((await runStep('Conclude', { context: { 'steps.scan.outputs.exit-code': code } })).status).toBe(Number(code));
  });
});
