import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSource } from '../../src/app/read-source.ts';
import type { Kind } from '../../src/model/kinds.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { coverageOf, credentialsFor, withVariables } from '../kit/live.ts';
import { scriptSmallAccount } from '../kit/small-account.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = scriptSmallAccount(await AwsEndpoint.start());
});
afterEach(() => endpoint.close());

const kinds: ReadonlySet<Kind> = new Set(['rds.instance', 'rds.cluster']);
const read = (signal: AbortSignal, regions: readonly string[] = []) =>
  withVariables(credentialsFor(endpoint), () =>
    readSource({ type: 'live', account: { regions } }, { kinds, signal, onProgress: () => {} }),
  );

/** Stops the run when an action is asked for, which then never answers. */
function stoppedAt(action: string): AbortSignal {
  const stop = new AbortController();
  endpoint.on(action, () => {
    setTimeout(() => stop.abort(new Error('time is over')), 1500);
    return new Promise(() => {});
  });
  return stop.signal;
}

describe('a live account whose time is over', () => {
  it('is read as far as it was, and the rest is a gap', async () => {
    const snapshot = await read(stoppedAt('rds:DescribeDBInstances'));
    expect(coverageOf(snapshot, 'rds.cluster')).toMatchObject({ status: 'complete', listed: true });
    expect(coverageOf(snapshot, 'rds.instance')).toMatchObject({
      listed: false,
      gaps: [{ reason: 'timeout', action: 'rds:DescribeDBInstances' }],
    });
    expect(snapshot.nodes.map(({ kind }) => kind)).toContain('rds.cluster');
  });

  it('is none where even its owner is not known yet', async () => {
    await expect(read(stoppedAt('sts:GetCallerIdentity'))).rejects.toThrow('time is over');
  });
});

describe('the regions of a live account', () => {
  it('are asked for again where one is none', async () => {
    await expect(read(new AbortController().signal, ['eu-west-9'])).rejects.toMatchObject({ name: 'SetupError', subject: 'region' });
  });
});
