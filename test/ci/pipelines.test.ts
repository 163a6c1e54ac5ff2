import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { program } from '../../src/cli/program.ts';
import { action, pipelines, readAction, readPipeline, readWorkflow, type Step, shellExamples, workflows } from '../kit/pipelines.ts';

const ownAction = 'OWNER/ha-audit@v0.1.0';
const version = /"version": "(?<version>[^"]+)"/.exec(readFileSync('package.json', 'utf8'))?.groups?.['version'];

function stepsOf(yaml: string): readonly Step[] {
  return Object.values(readWorkflow(yaml).jobs).flatMap(({ steps }) => steps);
}

/** The flags of `ha-audit` in a line of shell that the program does not know. */
function unknownFlags(line: string): readonly string[] {
  return [...line.matchAll(/ha-audit(?:@\S+)? (?<name>[a-z]+)(?<rest>[^>|;]*)/g)].flatMap(({ groups }) => {
    const command = program(() => {}).commands.find((each) => each.name() === groups?.['name']);
    const named = [...(groups?.['rest'] ?? '').matchAll(/(?<=\s)-{1,2}[a-z-]+/g)].map(([flag]) => flag);
    return command === undefined ? [line] : named.filter((flag) => !knows(command, flag));
  });
}

function knows(command: Command, flag: string): boolean {
  return command.options.some(({ long, short }) => long === flag || short === flag);
}

describe('the workflows of the document', () => {
  it('are there', () => {
    expect(workflows).toHaveLength(4);
    expect(pipelines).toHaveLength(1);
    expect(shellExamples).toHaveLength(2);
  });

  it.each(workflows)('are what GitHub takes: %#', (yaml) => {
    expect(stepsOf(yaml)).not.toHaveLength(0);
  });

  it.each(workflows)('give each job what it needs, and the workflow nothing: %#', (yaml) => {
    const { permissions, jobs } = readWorkflow(yaml);
    expect(permissions).toEqual({});
    for (const { permissions: granted, steps } of Object.values(jobs)) {
      const uses = (name: string) => steps.some((step) => step.uses?.startsWith(name) === true);
      const needed = {
        contents: 'read',
        'id-token': 'write',
        ...(uses('github/codeql-action/upload-sarif@') ? { 'security-events': 'write', actions: 'read' } : {}),
        ...(steps.some((step) => step.with?.['comment'] === true) ? { 'pull-requests': 'write' } : {}),
      };
      expect(granted).toEqual(needed);
    }
  });

  it.each(workflows)('pin what others publish to a commit and tell its release: %#', (yaml) => {
    const others = [...yaml.matchAll(/uses: (?<uses>.*)/g)]
      .map(({ groups }) => groups?.['uses'] ?? '')
      .filter((uses) => uses !== ownAction);
    expect(others.filter((uses) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(uses))).toEqual([]);
  });

  it.each(workflows)('give the action inputs that it has, in the version at hand: %#', (yaml) => {
    for (const { uses, with: given = {} } of stepsOf(yaml)) {
      if (uses === ownAction) expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
      expect(uses ?? ownAction).not.toMatch(/ha-audit@(?!v0\.1\.0$)/);
    }
    expect(ownAction.endsWith(`@v${version ?? ''}`)).toBe(true);
  });

  it('upload SARIF after a failing scan too', () => {
    const uploads = workflows.flatMap(stepsOf).filter(({ uses }) => uses?.includes('upload-sarif') === true);
    expect(uploads).toHaveLength(2);
    for (const upload of uploads) expect(upload.if).toBe("${{ !cancelled() && hashFiles('ha-audit.sarif') != '' }}");
  });

  it('name flags that the program has', () => {
    const lines = [
      ...workflows.flatMap(stepsOf).flatMap(({ run }) => run ?? []),
      ...pipelines.flatMap((yaml) => Object.values(readPipeline(yaml)).flatMap(({ script }) => script)),
      ...shellExamples.flatMap((text) => text.split('\n')),
    ].filter((line) => line.includes('npx'));
    expect(lines).toHaveLength(5);
    expect(lines.flatMap(unknownFlags)).toEqual([]);
    for (const line of lines) expect(line).toContain(`npx --yes ha-audit@${version ?? ''} `);
  });

  it('would not pass with a mistake in them', () => {
    const [workflow = ''] = workflows;
    const [pipeline = ''] = pipelines;
    expect(() => readWorkflow(workflow.replace('runs-on:', 'run-on:'))).toThrow(/jobs/);
    expect(() => readPipeline(pipeline.replace('when: always', 'when: perhaps'))).toThrow(/artifacts/);
    expect(() => readAction(readFileSync('action.yml', 'utf8').replace('using: composite', 'using: magic'))).toThrow(/runs/);
    expect(unknownFlags('npx --yes ha-audit@0.1.0 scan --no-such-flag')).toEqual(['--no-such-flag']);
  });
});

describe('the action', () => {
  it('describes its inputs and outputs in the document', () => {
    const path = 'docs/ci.md';
    const text = readFileSync(path, 'utf8');
    const rows = Object.entries(action.inputs).map(([name, { description, default: value = '' }]) => {
      const shown = value === '' || value.startsWith('${{') ? '' : `\`${value}\``;
      return `| \`${name}\` | ${shown} | ${description} |`;
    });
    const outputs = Object.entries(action.outputs).map(([name, { description }]) => `| \`${name}\` | ${description} |`);
    const table = ['| input | default | |', '|---|---|---|', ...rows, '', '| output | |', '|---|---|', ...outputs].join('\n');
    const right = text.replace(/(?<=<!-- inputs -->\n)[\s\S]*(?=<!-- \/inputs -->)/, () => `\n${table}\n\n`);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, right);
    else expect(text, 'run UPDATE_DOCS=1 npx vitest run test/ci').toBe(right);
  });

  it('lets no input into a script', () => {
    const scripts = action.runs.steps.flatMap(({ run }) => run ?? []);
    expect(scripts).toHaveLength(4);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  it('reads every input, and none that it does not have', () => {
    const named = [...JSON.stringify(action.runs.steps).matchAll(/inputs\.(?<name>[\w-]+)/g)].map(({ groups }) => groups?.['name']);
    expect([...new Set(named)].sort()).toEqual(Object.keys(action.inputs).sort());
  });
});
