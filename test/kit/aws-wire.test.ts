import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AwsEndpoint } from './aws-endpoint.ts';
import { isWireService, packages, type WireService } from './aws-wire.ts';
import { having } from './matching.ts';
import { recordedAnswers } from './recorded.ts';
import { construct, isSender } from './sdk-modules.ts';

const clientNames: Readonly<Record<WireService, string>> = {
  acm: 'ACMClient',
  'application-autoscaling': 'ApplicationAutoScalingClient',
  autoscaling: 'AutoScalingClient',
  config: 'ConfigServiceClient',
  ec2: 'EC2Client',
  ecr: 'ECRClient',
  ecs: 'ECSClient',
  elasticache: 'ElastiCacheClient',
  elasticloadbalancing: 'ElasticLoadBalancingV2Client',
  'elasticloadbalancing-2012': 'ElasticLoadBalancingClient',
  iam: 'IAMClient',
  kms: 'KMSClient',
  rds: 'RDSClient',
  ssm: 'SSMClient',
  sts: 'STSClient',
};

let endpoint: AwsEndpoint;
beforeAll(async () => {
  endpoint = await AwsEndpoint.start();
});
afterAll(() => endpoint.close());

/** What the real client makes of an answer. */
async function received(service: WireService, operation: string): Promise<unknown> {
  const module = await packages[service]();
  const client = construct(module, clientNames[service], {
    region: 'us-east-1',
    endpoint: endpoint.url,
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  if (!isSender(client)) throw new TypeError(`${service} cannot send`);
  return client.send(construct(module, `${operation}Command`, {}));
}

/** Not an answer: somebody's placeholder of a DB instance. */
const placeholder = 'DescribeDBClusters/rdscluster-snapshot-count-filter-1.json';

const recordings = readdirSync('fixtures/aws', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(`fixtures/aws/${name}`).map((operation) => [name, operation] as const));

describe('an answer that is written comes back from the SDK as it was', () => {
  it('has recordings to try', () => {
    expect(recordings.length).toBeGreaterThan(20);
  });

  it.each(recordings)('%s:%s', async (service, operation) => {
    if (!isWireService(service)) throw new Error(`no such service: ${service}`);
    for (const { name, page } of recordedAnswers(service, operation)) {
      if (name === placeholder) continue;
      if (typeof page !== 'object' || page === null) throw new Error(`${name} is no object`);
      endpoint.on(`${service}:${operation}`, page);
      expect(await received(service, operation), name).toEqual({ ...page, $metadata: having({ httpStatusCode: 200 }) });
    }
  });
});
