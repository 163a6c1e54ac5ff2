import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditAnswer } from '../../../src/app/audit/run.ts';
import { readAccount } from '../../../src/app/scan.ts';
import { auditAt, type AuditChoice, standbyFault, taken, takeEverything } from '../../kit/audits.ts';
import { DestinationsEndpoint, jsonAnswer, published, s3Error, snsError } from '../../kit/destinations-endpoint.ts';

const broken = standbyFault;
const notEnabled = { ...jsonAnswer({ Message: 'not subscribed' }, 403), headers: { 'x-amzn-errortype': 'InvalidAccessException' } };
let endpoint: DestinationsEndpoint;
let lines: string[] = [];

beforeEach(async () => {
  endpoint = await DestinationsEndpoint.start();
  takeEverything(endpoint);
});
afterEach(async () => endpoint.close());

function run(hour: number, choice: AuditChoice = {}): Promise<AuditAnswer> {
  lines = [];
  return auditAt(endpoint, hour, { ...choice, log: (line) => lines.push(line) });
}

function keptIn(file: string): unknown {
  const [, held] = [...endpoint.objects].find(([key]) => key.endsWith(file)) ?? [];
  return held === undefined ? null : JSON.parse(gunzipSync(held.body).toString());
}

describe('a run', () => {
  it('tells people and machines of what has changed, once', async () => {
    expect(await run(5)).toMatchObject({ flips: null });
    expect(endpoint.to('sns').concat(endpoint.to('events'))).toEqual([]);
    const { report, flips, exit } = await run(6, { faults: [broken] });
    expect({ report, code: exit.code }).toEqual({
      report: expect.stringMatching(/^s3:\/\/reports\/ha-audit\/runs\/.*\/report\.html$/),
      code: 1,
    });
    expect(flips).toBeGreaterThan(0);
    await run(7, { faults: [broken] });
    expect([endpoint.to('sns').length, endpoint.to('events').length]).toEqual([1, 1]);
    expect(lines.join('\n')).toMatch(/"CompletedRuns":1,"Findings":\d+,"Unknowns":\d+,"Waived":0,"Changes":0/);
  });

  it('is not complete, and nothing is green, where the role was denied everything', async () => {
    const path = 'fixtures/accounts/no-permissions/account.ndjson.gz';
    const { exit } = await run(5, { read: (options) => readAccount({ ...options, source: { type: 'file', path } }) });
    expect(exit.code).toBe(3);
    expect(lines.join('\n')).toContain('"CompletedRuns":0');
  });

  it('fails where somebody was not told, has told the others, and tells the one in the next run', async () => {
    await run(5);
    endpoint.inTurn('sns', snsError(404, 'NotFound'), published);
    await expect(run(6, { faults: [broken] })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        /^the audit \S+ is kept, but not everybody was told:\npublishing to \S+ failed \(sns:Publish\): NotFound/,
      ),
    });
    expect(lines.join('\n')).toContain('"FailedRuns":1');
    expect(lines.join('\n')).not.toContain('CompletedRuns');
    await run(7, { faults: [broken] });
    expect([endpoint.to('sns').length, endpoint.to('events').length]).toEqual([2, 1]);
  });

  it('answers AWS Config where Security Hub takes nothing, and imports the findings next time', async () => {
    endpoint.inTurn('securityhub', notEnabled);
    const choice = { faults: [broken], resultToken: 'token', settings: { importsToSecurityHub: true } };
    await expect(run(5, choice)).rejects.toThrow(/Security Hub of \S+ failed \(securityhub:BatchImportFindings\): InvalidAccessException/);
    expect(endpoint.to('config').length).toBeGreaterThan(0);
    endpoint.inTurn('securityhub', taken.securityhub);
    await run(6, choice);
    expect(endpoint.to('securityhub').length).toBeGreaterThan(1);
  });

  it('imports into Security Hub also where it cannot note what it has told people', async () => {
    await run(5);
    let writes = 0;
    endpoint.interfering = ({ method, path }) =>
      method === 'PUT' && path.endsWith('last-run.json') && ++writes === 2 ? s3Error(403, 'AccessDenied') : null;
    await expect(run(6, { faults: [broken], settings: { importsToSecurityHub: true } })).rejects.toThrow(
      /last-run\.json failed \(s3:PutObject\)/,
    );
    expect([endpoint.to('sns').length, endpoint.to('securityhub').length]).toEqual([1, 1]);
  });

  it('archives in the next run what Security Hub did not take as archived', async () => {
    const settings = { importsToSecurityHub: true };
    await run(5, { faults: [broken], settings });
    endpoint.inTurn('securityhub', notEnabled);
    await expect(run(6, { settings })).rejects.toThrow(/InvalidAccessException/);
    expect(keptIn('security-hub.json.gz')).toContainEqual(
      expect.objectContaining({ GeneratorId: 'ha-audit/rds.instance-multi-az', RecordState: 'ARCHIVED' }),
    );
    endpoint.inTurn('securityhub', taken.securityhub);
    const before = endpoint.to('securityhub').length;
    await run(7, { settings });
    const sent = endpoint
      .to('securityhub')
      .slice(before)
      .map(({ body }) => body.toString());
    expect(sent.join()).toMatch(/rds\.instance-multi-az/);
    expect(JSON.stringify(keptIn('security-hub.json.gz'))).not.toContain('ha-audit/rds.instance-multi-az"');
  });

  it('says once that what Security Hub knew cannot be read, and goes on', async () => {
    const settings = { importsToSecurityHub: true };
    await run(5, { faults: [broken], settings });
    const key = [...endpoint.objects.keys()].find((each) => each.endsWith('security-hub.json.gz')) ?? '';
    endpoint.objects.set(key, { body: Buffer.from('no gzip'), version: '"damaged"' });
    await expect(run(6, { faults: [broken], settings })).rejects.toThrow(/what Security Hub knew cannot be read/);
    await run(7, { faults: [broken], settings });
  });

  it('that keeps nothing has failed and nothing else', async () => {
    await expect(run(5, { settings: { configKey: 'ha-audit/none.yaml' } })).rejects.toThrow(/there is no ha-audit\/none\.yaml/);
    expect(lines).toEqual([expect.stringMatching(/"FailedRuns":1/)]);
    expect(lines.join()).not.toMatch(/CompletedRuns|Findings/);
  });
});
