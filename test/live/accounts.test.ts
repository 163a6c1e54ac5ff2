import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGolden } from '../kit/golden.ts';
import type { StoredReport } from '../kit/report-builder.ts';
import { schemaProblems } from '../kit/sarif.ts';
import { verdictTable } from '../kit/verdict-table.ts';
import { awsVariables, Emulator, haAudit, root } from './emulator.ts';
import { recordWire } from './record-wire.ts';

const ajv = new Ajv({ allErrors: true });
formats.default(ajv);
const schema: unknown = JSON.parse(readFileSync(`${root}schemas/report.schema.json`, 'utf8'));
if (!isSchema(schema)) throw new Error('the schema of the report is no schema');
const isReport: ValidateFunction<StoredReport> = ajv.compile(schema);
const everyRule = ['--rules', '*'];

function isSchema(value: unknown): value is AnySchemaObject {
  return typeof value === 'object' && value !== null;
}

function reportOf(text: string): StoredReport {
  const document: unknown = JSON.parse(text);
  if (!isReport(document)) throw new Error(JSON.stringify(isReport.errors));
  return document;
}

describe.each(['sound', 'broken'] as const)('the %s account on the emulator', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'ha-audit-live-'));
  const snapshot = join(folder, 'account.ndjson.gz');
  let emulator: Emulator;
  let live: Awaited<ReturnType<typeof haAudit>>;

  beforeAll(async () => {
    emulator = await Emulator.start();
    await emulator.build(kind);
    live = await haAudit(['scan', ...everyRule, '--format', 'json'], awsVariables(emulator.url));
    const saved = await haAudit(['snapshot', '-o', snapshot], awsVariables(emulator.url));
    expect(saved).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    if (process.env['RECORD_WIRE'] === '1' && kind === 'sound') await recordWire(emulator.url, 'fixtures/wire/sound.json.gz');
    await emulator.stop();
    rmSync(folder, { recursive: true });
  });

  it('gets exactly the verdicts that were accepted, and a report by the schema', () => {
    expectGolden(`test/live/expected/${kind}.txt`, verdictTable(reportOf(live.stdout)));
  });

  it('ends with exit status 1, since something fails', () => {
    expect(live).toMatchObject({ code: 1 });
  });

  it('gets the same report from the snapshot, byte for byte apart from the run', async () => {
    const offline = await haAudit(['scan', '--from', snapshot, ...everyRule, '--format', 'json']);
    const withoutRun = (text: string) => text.replace(/"run":\s*\{[^}]*\}/, '"run":{}');
    expect(withoutRun(offline.stdout) === withoutRun(live.stdout)).toBe(true);
    expect(offline.code).toBe(live.code);
    expect(reportOf(offline.stdout).run.source).toBe('file');
  });

  it('gives SARIF that passes the preflight and the schema', async () => {
    const sarif = await haAudit(['scan', '--from', snapshot, ...everyRule, '--format', 'sarif', '--sarif-anchor', 'package.json']);
    expect(sarif).toMatchObject({ code: 1 });
    expect(schemaProblems(JSON.parse(sarif.stdout))).toEqual([]);
  });

  it.runIf(kind === 'sound')('ends with exit status 0 where what the emulator does itself is left out', async () => {
    // It starts every instance in one zone, each with an unencrypted volume beside its own.
    const skipped = ['--skip', 'compute.volume-encrypted', '--skip', 'target-group.healthy-per-zone'];
    const { code, stderr } = await haAudit(['scan', '--from', snapshot, ...skipped]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });
});

describe('the kinds that the reference stack does without', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await Emulator.start();
    await emulator.build('sound');
    await emulator.run('beyond.sh');
  });

  afterAll(async () => {
    if (process.env['RECORD_WIRE'] === '1') await recordWire(emulator.url, 'fixtures/wire/beyond.json.gz');
    await emulator.stop();
  });

  it('are read as far as the emulator offers them', async () => {
    const { stdout } = await haAudit(['scan', ...everyRule, '--format', 'json'], awsVariables(emulator.url));
    const lines = reportOf(stdout).coverage.map(({ kind, status, items }) => `${kind.padEnd(42)} ${status.padEnd(9)} ${items}\n`);
    expectGolden('test/live/expected/kinds.txt', lines.join(''));
  });
});
