import { randomBytes } from 'node:crypto';
import type { Log, ReportingDescriptor, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import sarif from '../../src/output/sarif.ts';
import { githubPreflight } from '../../src/output/sarif-preflight.ts';
import { outputOptions } from '../kit/output-options.ts';
import { streamed } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';
import { onlyRun, readBack, resultsOf, sarifLog } from '../kit/sarif.ts';

const { mixed } = reportFixtures;
if (mixed === undefined) throw new Error('there is no mixed report');
const sound = sarifLog(mixed);

const at = (uri: string) => [{ physicalLocation: { artifactLocation: { uri } } }];
const region = (values: object) => [{ physicalLocation: { artifactLocation: { uri: 'README.md' }, region: values } }];

function inRun(change: (run: Run) => object): () => Log {
  return () => ({ ...sound, runs: [Object.assign(structuredClone(onlyRun(sound)), change(onlyRun(sound)))] });
}

/** Properties set to undefined are gone when written. */
function inResult(change: object): () => Log {
  return inRun((run) => ({
    results: (run.results ?? []).map((result, index): Result => (index === 1 ? Object.assign(structuredClone(result), change) : result)),
  }));
}

function inRule(change: object): () => Log {
  return inRun((run) => {
    const rules = (run.tool.driver.rules ?? []).map(
      (rule, index): ReportingDescriptor => (index === 0 ? Object.assign(structuredClone(rule), change) : rule),
    );
    return { tool: { driver: { ...run.tool.driver, rules } } };
  });
}

const inProperties = (change: object) => inRule({ properties: { ...onlyRun(sound).tool.driver.rules?.[0]?.properties, ...change } });
const inDriver = (change: object) => inRun((run) => ({ tool: { driver: { ...run.tool.driver, ...change } } }));
const repeated = (times: number, of: unknown) => Array.from({ length: times }, () => of);
const second = 'runs[0].results[1]';
const uri = `${second}.locations[0].physicalLocation.artifactLocation.uri`;
const rule = 'runs[0].tool.driver.rules[0]';

/** One fault each; GitHub refuses the file for it or shows the result wrongly, and the schema allows most of them. */
const faults: readonly (readonly [fault: string, path: string, log: () => unknown])[] = [
  ['no schema', '$schema', () => ({ ...sound, $schema: undefined })],
  ['another version', 'version', () => ({ ...sound, version: '2.0.0' })],
  ['no runs', 'runs', () => ({ ...sound, runs: [] })],
  ['21 runs', 'runs', () => ({ ...sound, runs: repeated(21, onlyRun(sound)) })],
  ['one category twice', 'runs[1].automationDetails.id', () => ({ ...sound, runs: repeated(2, onlyRun(sound)) })],
  ['a category without slash', 'runs[0].automationDetails.id', inRun(() => ({ automationDetails: { id: 'ha-audit prod' } }))],
  ['no tool name', 'runs[0].tool.driver.name', inDriver({ name: '' })],
  ['no rules', 'runs[0].tool.driver.rules', inDriver({ rules: undefined })],
  [
    'a rule twice',
    'runs[0].tool.driver.rules[6].id',
    inDriver({ rules: [...(onlyRun(sound).tool.driver.rules ?? []), ...(onlyRun(sound).tool.driver.rules?.slice(0, 1) ?? [])] }),
  ],
  ['25,001 rules', 'runs[0].tool.driver.rules', inDriver({ rules: repeated(25_001, { id: 'x' }) })],
  ['101 extensions', 'runs[0].tool.extensions', inRun((run) => ({ tool: { ...run.tool, extensions: repeated(101, { name: 'x' }) } }))],
  ['a rule without id', `${rule}.id`, inRule({ id: '' })],
  ['a rule name of 256 characters', `${rule}.name`, inRule({ name: 'x'.repeat(256) })],
  ['no short description', `${rule}.shortDescription.text`, inRule({ shortDescription: undefined })],
  ['no full description', `${rule}.fullDescription.text`, inRule({ fullDescription: undefined })],
  ['no help', `${rule}.help.text`, inRule({ help: undefined })],
  ['a description of 1,025 characters', `${rule}.fullDescription.text`, inRule({ fullDescription: { text: 'x'.repeat(1025) } })],
  ['an empty help address', `${rule}.helpUri`, inRule({ helpUri: '' })],
  ['a rule level of its own', `${rule}.defaultConfiguration.level`, inRule({ defaultConfiguration: { level: 'critical' } })],
  ['25 tags', `${rule}.properties.tags`, inProperties({ tags: repeated(25, 'x') })],
  ['a security severity as number', `${rule}.properties["security-severity"]`, inProperties({ 'security-severity': 9.5 })],
  ['a security severity out of range', `${rule}.properties["security-severity"]`, inProperties({ 'security-severity': '10.1' })],
  ['a security severity of nothing', `${rule}.properties["security-severity"]`, inProperties({ 'security-severity': '0.0' })],
  ['a precision of its own', `${rule}.properties.precision`, inProperties({ precision: 'exact' })],
  ['a problem severity of its own', `${rule}.properties["problem.severity"]`, inProperties({ 'problem.severity': 'critical' })],
  ['no results', 'runs[0].results', inRun(() => ({ results: undefined }))],
  ['25,001 results', 'runs[0].results', inRun((run) => ({ results: repeated(25_001, run.results?.[0]) }))],
  ['no message', `${second}.message.text`, inResult({ message: { text: ' ' } })],
  ['no rule id', `${second}.ruleId`, inResult({ ruleId: '' })],
  ['the index of another rule', `${second}.ruleIndex`, inResult({ ruleIndex: 0 })],
  ['the index of no rule', `${second}.ruleIndex`, inResult({ ruleIndex: 99 })],
  ['a level of its own', `${second}.level`, inResult({ level: 'critical' })],
  ['a pass', `${second}.kind`, inResult({ kind: 'pass' })],
  ['a suppression', `${second}.suppressions`, inResult({ suppressions: [{ kind: 'external' }] })],
  ['no fingerprint', `${second}.partialFingerprints.primaryLocationLineHash`, inResult({ partialFingerprints: undefined })],
  ['no locations', `${second}.locations`, inResult({ locations: undefined })],
  ['an empty list of locations', `${second}.locations`, inResult({ locations: [] })],
  ['1,001 locations', `${second}.locations`, inResult({ locations: repeated(1001, at('README.md')[0]) })],
  ['10,001 steps of a flow', `${second}.codeFlows`, inResult({ codeFlows: [{ threadFlows: [{ locations: repeated(10_001, {}) }] }] })],
  ['a logical location only', uri, inResult({ locations: [{ logicalLocations: [{ fullyQualifiedName: 'arn:aws:x' }] }] })],
  ['an empty address', uri, inResult({ locations: at('') })],
  ['an ARN as address', uri, inResult({ locations: at('arn:aws:rds:us-east-1:123456789012:db:orders-db') })],
  ['a web address', uri, inResult({ locations: at('https://example.com/README.md') })],
  ['an absolute path', uri, inResult({ locations: at('/README.md') })],
  ['a leading dot', uri, inResult({ locations: at('./README.md') })],
  ['a double slash', uri, inResult({ locations: at('infra//main.tf') })],
  ['a path out of the repository', uri, inResult({ locations: at('../README.md') })],
  ['spaces in the path', uri, inResult({ locations: at('no file associated') })],
  ['backslashes in the path', uri, inResult({ locations: at(String.raw`infra\main.tf`) })],
  ['a broken escape in the path', uri, inResult({ locations: at('100%.tf') })],
  ['line 0', `${second}.locations[0].physicalLocation.region.startLine`, inResult({ locations: region({ startLine: 0 }) })],
  ['a region without line', `${second}.locations[0].physicalLocation.region.startLine`, inResult({ locations: region({ endLine: 3 }) })],
  [
    'half a column',
    `${second}.locations[0].physicalLocation.region.endColumn`,
    inResult({ locations: region({ startLine: 1, endColumn: 1.5 }) }),
  ],
  ['an encoded way out of the repository', uri, inResult({ locations: at('infra/%2E%2e/README.md') })],
  ['an encoded slash', uri, inResult({ locations: at('infra%2fREADME.md') })],
  ['the drive of Windows', uri, inResult({ locations: at('C:/README.md') })],
  ['a module of elsewhere', uri, inResult({ locations: at('git::https://example.com/module.git') })],
  [
    'a column that ends before it starts',
    `${second}.locations[0].physicalLocation.region.endColumn`,
    inResult({ locations: region({ startLine: 7, startColumn: 5, endLine: 7, endColumn: 4 }) }),
  ],
  [
    'a line that ends before it starts',
    `${second}.locations[0].physicalLocation.region.endLine`,
    inResult({ locations: region({ startLine: 7, endLine: 6 }) }),
  ],
  [
    'line 0 of a related location',
    `${second}.relatedLocations[0].physicalLocation.region.startLine`,
    inResult({ relatedLocations: region({ startLine: 0 }) }),
  ],
  ['1,001 related locations', `${second}.relatedLocations`, inResult({ relatedLocations: repeated(1001, at('README.md')[0]) })],
  ['a result twice', 'runs[0].results[6]', inRun((run) => ({ results: [...(run.results ?? []), run.results?.[0]] }))],
  ['more than 10 MB packed', '', inResult({ properties: { noise: randomBytes(10_600_000).toString('base64') } })],
];

describe('the preflight', () => {
  it('takes what the writer writes', () => {
    expect(githubPreflight(sound)).toEqual([]);
  });

  it.each(faults)('refuses %s', (_fault, path, log) => {
    expect(githubPreflight(readBack(log())).map((problem) => problem.path)).toContain(path);
  });

  it.each([
    ['a whole file without region', inResult({ locations: at('README.md') })],
    ['a start line alone', inResult({ locations: region({ startLine: 7 }) })],
    ['all four places of a region', inResult({ locations: region({ startLine: 7, startColumn: 1, endLine: 7, endColumn: 9 }) })],
    ['a column that ends on a later line', inResult({ locations: region({ startLine: 7, startColumn: 5, endLine: 8, endColumn: 1 }) })],
    ['an encoded path', inResult({ locations: at('infra/main%20stack.tf') })],
    ['no results at all, which closes old alerts', inRun(() => ({ results: [] }))],
    ['two categories', () => ({ ...sound, runs: [onlyRun(sound), { ...onlyRun(sound), automationDetails: { id: 'ha-audit/other/' } }] })],
  ])('takes %s', (_what, log) => {
    expect(githubPreflight(readBack(log()))).toEqual([]);
  });

  it('names every problem, not the first one only', () => {
    const results = resultsOf(sound).map((result) => ({ ...result, locations: [] }));
    expect(githubPreflight(readBack(inRun(() => ({ results }))()))).toHaveLength(results.length);
  });

  it('stops the writer', () => {
    const [first, ...others] = mixed.rules;
    if (first === undefined) throw new Error('the mixed report has rules');
    const render = () => [...sarif.render(streamed({ ...mixed, rules: [{ ...first, title: ' ' }, first, ...others] }), outputOptions())];
    expect(render).toThrow(/GitHub would refuse this SARIF file[^]*rules\[1\]\.id: repeats/);
  });
});
