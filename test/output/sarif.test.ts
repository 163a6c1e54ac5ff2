import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/model/input-error.ts';
import type { Result } from '../../src/model/report.ts';
import { githubPreflight } from '../../src/output/sarif-preflight.ts';
import { evidence, failing, report, resource, type StoredReport } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';
import { onlyRun, propertyOf, readBack, resultsOf, sarifLog, sarifText, schemaProblems } from '../kit/sarif.ts';

const { mixed, 'only-unknown': onlyUnknown, 'hostile-strings': hostile, empty } = reportFixtures;
if (mixed === undefined || onlyUnknown === undefined || hostile === undefined || empty === undefined)
  throw new Error('fixtures are missing');

const manyFailures = (count: number): StoredReport => {
  const judged = (index: number) =>
    resource('ec2.volume', 'AWS::EC2::Volume', `arn:aws:ec2:us-east-1:123456789012:volume/vol-${index}`, `vol-${index}`);
  const rule = { title: 'Volumes are encrypted', why: 'A copy can be read.', severity: 'low', invariants: [], references: [] } as const;
  const results = Array.from({ length: count }, (_, index) =>
    failing({ rule: 'a.low', resource: judged(index), evidence: [evidence(judged(index), 'encrypted', false, true)] }),
  );
  const worst = failing({ rule: 'b.critical', resource: judged(count), evidence: [evidence(judged(count), 'encrypted', false, true)] });
  return report({
    rules: { 'a.low': rule, 'b.critical': { ...rule, severity: 'critical' } },
    results: [...results, worst],
    exit: { code: 1, reason: '1 finding' },
  });
};

describe('SARIF', () => {
  it.each(Object.entries(reportFixtures))('of %s is valid and passes the preflight', (_name, stored) => {
    const document: unknown = JSON.parse(sarifText(stored));
    expect(schemaProblems(document)).toEqual([]);
    expect(githubPreflight(sarifLog(stored))).toEqual([]);
  });

  it('holds failures that are not waived, and neither passes nor unknowns', () => {
    const arns = resultsOf(sarifLog(mixed)).map(({ properties }) => propertyOf(properties, 'arn'));
    const expected = mixed.results.filter(({ status, waiver }) => status === 'fail' && waiver === null).map(({ resource: { id } }) => id);
    expect(arns).toEqual(expected);
    expect(expected).toHaveLength(6);
  });

  it('points every result to the anchor as a whole, and names the resource beside it', () => {
    for (const { locations } of resultsOf(sarifLog(mixed, { sarif: { anchor: './infra/main stack#1.tf' } }))) {
      expect(locations).toHaveLength(1);
      expect(locations?.[0]?.physicalLocation).toEqual({ artifactLocation: { uri: 'infra/main%20stack%231.tf' } });
      expect(locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName).toMatch(/^arn:aws:/);
    }
  });

  it('notes what was seen and not judged', () => {
    const entry = {
      service: 'EKS',
      ...{ account: '123456789012', region: 'us-east-1' },
      count: 1,
      examples: ['[shop](x)'],
      how: ['tag'],
      gap: null,
    } as const;
    const log = sarifLog({ ...mixed, seen: [entry] });
    const { invocations, tool } = onlyRun(log);
    const note = invocations?.[0]?.toolExecutionNotifications?.at(-1);
    expect(note?.level).toBe('note');
    expect(note?.message.text).toContain(String.raw`Seen, not judged: EKS (\[shop\](x)).`);
    expect(tool.driver.notifications?.[note?.descriptor?.index ?? -1]?.id).toBe('seen-not-judged');
    expect(githubPreflight(log)).toEqual([]);
    const { notifications } = onlyRun(sarifLog({ ...mixed, seen: [] })).tool.driver;
    expect(notifications?.map(({ id }) => id)).not.toContain('seen-not-judged');
  });

  it('says what a finding counts for in production where it counts less', () => {
    const { results } = manyFailures(0);
    const [worst] = results;
    if (worst === undefined) throw new Error('there is a failure');
    const lowered = { ...worst, severity: 'low', ruleSeverity: 'critical', environment: 'development' } as const;
    const [shown] = resultsOf(sarifLog({ ...manyFailures(0), results: [lowered] }));
    expect(shown?.level).toBe('note');
    expect(shown?.message.text).toContain('Severity low, critical in production: this is development.');
    expect(['severity', 'ruleSeverity', 'environment'].map((name) => propertyOf(shown?.properties, name))).toEqual([
      'low',
      'critical',
      'development',
    ]);
    expect(
      resultsOf(sarifLog(mixed))
        .map(({ message }) => message.text)
        .join(),
    ).not.toContain('in production');
  });

  it.each(['/etc/passwd', '../outside.tf', '', '.', 'a//b', 'folder/'])('takes no anchor %j', (anchor) => {
    expect(() => sarifText(mixed, { sarif: { anchor } })).toThrow(InputError);
  });

  it('is not written without an anchor', () => {
    expect(() => sarifText(mixed, { sarif: undefined })).toThrow(/anchor/);
  });

  it('fingerprints by rule and finding, not by wording, place or time', () => {
    const [result] = mixed.results;
    if (result === undefined) throw new Error('the mixed report has results');
    const hash = createHash('sha256').update(`${result.rule}\u0000${result.id}`).digest('hex').slice(0, 16);
    expect(resultsOf(sarifLog(mixed))[0]?.partialFingerprints).toEqual({ primaryLocationLineHash: `${hash}:1`, 'haAudit/v1': result.id });
    const reworded = { ...mixed, results: mixed.results.map((each) => ({ ...each, message: 'other words', workloads: [] })) };
    const fingerprints = (stored: StoredReport) => resultsOf(sarifLog(stored)).map(({ partialFingerprints }) => partialFingerprints);
    expect(fingerprints(reworded)).toEqual(fingerprints(mixed));
  });

  it('does not depend on when the scan ran', () => {
    const later = { ...mixed, run: { ...mixed.run, startedAt: '2027-01-01T00:00:00Z', finishedAt: '2027-01-01T00:01:00Z' } };
    expect(sarifText(later)).toBe(sarifText(mixed));
  });

  it('gives each severity its level and the middle of its band', () => {
    const rules = onlyRun(sarifLog(mixed)).tool.driver.rules ?? [];
    const bands = rules.map(({ id, defaultConfiguration, properties }) => [
      id,
      defaultConfiguration?.level,
      propertyOf(properties, 'security-severity'),
    ]);
    expect(bands).toContainEqual(['rds.instance-multi-az', 'error', '9.5']);
    expect(bands).toContainEqual(['network.nat-per-zone', 'error', '8.0']);
    expect(bands).toContainEqual(['compute.volumes-encrypted', 'warning', '5.5']);
    expect(
      onlyRun(sarifLog(manyFailures(1))).tool.driver.rules?.map(({ properties }) => propertyOf(properties, 'security-severity')),
    ).toContain('2.0');
  });

  it('leaves out a help address that is none', () => {
    const [first, ...others] = mixed.rules;
    if (first === undefined) throw new Error('the mixed report has rules');
    const [without, withAddress] = onlyRun(sarifLog({ ...mixed, rules: [{ ...first, helpUri: '' }, ...others] })).tool.driver.rules ?? [];
    expect(without).not.toHaveProperty('helpUri');
    expect(withAddress?.helpUri).toMatch(/^https:/);
  });

  it('tells unknowns by cause, each with its description', () => {
    const run = onlyRun(sarifLog(onlyUnknown));
    const notifications = run.invocations?.[0]?.toolExecutionNotifications ?? [];
    expect(run.results).toEqual([]);
    expect(notifications.map(({ descriptor }) => descriptor?.id)).toEqual([
      'nothing-judged',
      'unknown/denied',
      'unknown/denied',
      'unknown/denied',
      'unknown/throttled',
    ]);
    for (const { descriptor } of notifications) expect(run.tool.driver.notifications?.[descriptor?.index ?? -1]?.id).toBe(descriptor?.id);
  });

  it('says so where nothing was judged or a rule crashed', () => {
    expect(sarifText(empty)).toContain('nothing these rules speak of was found');
    const crashed = onlyRun(sarifLog({ ...mixed, exit: { code: 4, reason: 'a rule crashed' } }));
    expect(crashed.invocations?.[0]).toMatchObject({ executionSuccessful: false, exitCode: 4 });
  });

  it('keeps the 5,000 worst and says aloud what is missing', () => {
    const log = sarifLog(manyFailures(7000));
    expect(resultsOf(log)).toHaveLength(5000);
    expect(resultsOf(log)[0]?.ruleId).toBe('b.critical');
    expect(onlyRun(log).invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(/5000 worst of 7001/);
    expect(sarifText(manyFailures(4999))).not.toContain('worst of');
  });

  it('tells whoever asked for the file what is missing in it', () => {
    const notes: string[] = [];
    sarifText(manyFailures(5000), { onNote: (note) => notes.push(note) });
    expect(notes).toEqual([
      'SARIF: ha-audit/123456789012-us-east-1: Only the 5000 worst of 5001 failing results are listed, because code scanning takes no more.',
    ]);
    sarifText(mixed, { onNote: (note) => notes.push(note) });
    expect(notes).toHaveLength(1);
  });

  it('counts what is waived and what is hidden in a notification', () => {
    const idsAndTexts = (overrides = {}) =>
      (onlyRun(sarifLog(mixed, overrides)).invocations?.[0]?.toolExecutionNotifications ?? []).map(
        ({ descriptor, message }) => `${descriptor?.id ?? ''}: ${message.text ?? ''}`,
      );
    expect(idsAndTexts()).toContain('results-waived: Not listed: 1 waived finding. `ha-audit scan --format json` has all of them.');
    expect(idsAndTexts().join()).not.toContain('results-hidden');
    expect(idsAndTexts({ minimumSeverity: 'critical' }).join()).toContain('results-hidden: Not shown because of --severity: 3 failing.');
  });

  it('drops the least severe until the packed file is small enough', () => {
    const noisy = Array.from({ length: 39 }, (_, index) => {
      const volume = resource('ec2.volume', 'AWS::EC2::Volume', `arn:aws:ec2:us-east-1:123456789012:volume/vol-${index}`, `vol-${index}`);
      const related = [randomBytes(300_000).toString('base64')];
      return failing({ rule: 'a.low', resource: volume, related, evidence: [evidence(volume, 'encrypted', false, true)] });
    });
    const notes: string[] = [];
    const stored = { ...manyFailures(0), results: [...manyFailures(0).results, ...noisy] };
    const results = resultsOf(readBack(JSON.parse(sarifText(stored, { onNote: (note) => notes.push(note) }))));
    expect(results).toHaveLength(20);
    expect(results[0]?.ruleId).toBe('b.critical');
    expect(notes.join()).toContain('20 worst of 40');
  });

  it('says whether a finding is new where the run was held against a baseline', () => {
    const results = mixed.results.map((result, index): Result => ({ ...result, baseline: index === 0 ? 'new' : 'unchanged' }));
    expect(resultsOf(sarifLog({ ...mixed, results })).map(({ baselineState }) => baselineState)).toEqual([
      'new',
      ...Array.from({ length: 5 }, () => 'unchanged'),
    ]);
    expect(resultsOf(sarifLog(mixed))[0]).not.toHaveProperty('baselineState');
  });

  it('makes no link of a name, and prints no command that hides something', () => {
    const text = resultsOf(sarifLog(hostile))[0]?.message.text ?? '';
    expect(text).toContain(String.raw`\[click\](https://evil.example)`);
    expect(text).not.toMatch(/(?<!\\)[[\]]/);
    expect(text).not.toContain('modify-db-instance');
  });
});
