import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DriftReport } from '../../src/model/drift-report.ts';
import { driftLines } from '../kit/drifts.ts';
import { expectGolden } from '../kit/golden.ts';
import { awsVariables, Emulator, haAudit, root } from './emulator.ts';

const ajv = new Ajv({ allErrors: true });
formats.default(ajv);
const schema: unknown = JSON.parse(readFileSync(`${root}schemas/drift.schema.json`, 'utf8'));
const isDrift = ajv.compile<DriftReport>(typeof schema === 'object' && schema !== null ? schema : {});

function driftOf(text: string): DriftReport {
  const document: unknown = JSON.parse(text);
  if (!isDrift(document)) throw new Error(JSON.stringify(isDrift.errors));
  return document;
}

/** The emulator issues the certificate some time after it was asked for. */
const flags = ['--skip', 'load-balancer.certificate-*', '--format', 'json'];

describe('ten changes of the sound account on the emulator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ha-audit-drift-'));
  const [before, again, after] = ['before', 'again', 'after'].map((name) => join(folder, `${name}.ndjson.gz`));
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await Emulator.start();
    await emulator.build('sound');
    const variables = awsVariables(emulator.url);
    for (const path of [before, again]) expect(await haAudit(['snapshot', '-o', String(path)], variables)).toMatchObject({ code: 0 });
    await emulator.run('drift.sh');
    expect(await haAudit(['snapshot', '-o', String(after)], variables)).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true });
  });

  it('are none where nothing was changed', async () => {
    const { code, stdout } = await haAudit(['drift', String(before), String(again), ...flags]);
    expect([code, driftLines(driftOf(stdout))]).toEqual([0, []]);
  });

  it('are told as exactly the verdicts that they flip, and as no noise', async () => {
    const { code, stdout } = await haAudit(['drift', String(before), String(after), ...flags]);
    const report = driftOf(stdout);
    const fleets = report.fleets.map(({ name, replaced, after: zones }) => {
      const total = Object.values(zones).reduce((sum, count) => sum + count, 0);
      return `fleet: ${name} has ${total} instances, ${replaced} replaced`;
    });
    expectGolden('test/live/expected/drift.txt', [...driftLines(report), ...fleets].map((line) => `${line}\n`).join(''));
    expect(code).toBe(1);
  });

  it('are the same against the live account', async () => {
    const live = await haAudit(['drift', String(before), ...flags], awsVariables(emulator.url));
    const offline = await haAudit(['drift', String(before), String(after), ...flags]);
    expect(live.code).toBe(1);
    expect(driftLines(driftOf(live.stdout))).toEqual(driftLines(driftOf(offline.stdout)));
    expect(driftOf(live.stdout).after.source).toBe('live');
  });
});
