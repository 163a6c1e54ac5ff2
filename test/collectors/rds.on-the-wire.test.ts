import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { nodeOf, readFrom } from '../kit/read-from.ts';
import { scriptSmallAccount } from '../kit/small-account.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

describe('parameter groups', () => {
  it('are read for those in use, once each and all pages, with the parameters rules read', async () => {
    const reading = await readFrom(scriptSmallAccount(endpoint), ['rds.parameter-group', 'rds.cluster-parameter-group']);
    expect(nodeOf(reading, 'rds.parameter-group', 'default.postgres16').facts['parameters']).toEqual([
      { name: 'max_connections', value: null, source: 'engine-default' },
      { name: 'rds.force_ssl', value: '1', source: 'system' },
    ]);
    expect(nodeOf(reading, 'rds.cluster-parameter-group', 'default.aurora-mysql8.0').facts['parameters']).toEqual([
      { name: 'require_secure_transport', value: 'OFF', source: 'user' },
    ]);
    const asked = endpoint.received.filter(({ action }) => action === 'rds:DescribeDBParameters');
    expect(asked).toHaveLength(2);
    expect(asked[0]?.parameters).toMatchObject({ DBParameterGroupName: 'default.postgres16', MaxRecords: '100' });
  });

  it('that may not be read are known by name', async () => {
    const reading = await readFrom(scriptSmallAccount(endpoint).deny('rds:DescribeDBParameters'), ['rds.parameter-group']);
    expect(nodeOf(reading, 'rds.parameter-group', 'default.postgres16')).toMatchObject({
      facts: {},
      gaps: { parameters: { reason: 'denied', action: 'rds:DescribeDBParameters' } },
    });
  });
});

describe('proxies', () => {
  it('name the instances and clusters behind them, each once', async () => {
    const reading = await readFrom(scriptSmallAccount(endpoint), ['rds.proxy']);
    expect(nodeOf(reading, 'rds.proxy', 'orders-proxy')).toMatchObject({
      facts: { targets: [{ resourceId: 'orders', clusterId: null, state: 'AVAILABLE' }] },
      relations: { instances: ['orders'], clusters: [] },
    });
    expect(nodeOf(reading, 'rds.proxy', 'users-proxy').relations).toMatchObject({ instances: ['users-1'], clusters: ['users'] });
  });
});
