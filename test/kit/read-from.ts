import { setMaxListeners } from 'node:events';
import { ACMClient } from '@aws-sdk/client-acm';
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { RDSClient } from '@aws-sdk/client-rds';
import { SSMClient } from '@aws-sdk/client-ssm';
import { planned } from '../../src/collectors/kit/plan.ts';
import { type PlaceReading, readPlace } from '../../src/collectors/kit/run.ts';
import { collectors } from '../../src/generated/collectors.ts';
import type { CoverageEntry } from '../../src/model/coverage.ts';
import type { Kind } from '../../src/model/kinds.ts';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import type { AwsEndpoint } from './aws-endpoint.ts';
import { testScope } from './mapping.ts';

/** Reads kinds, and what their listings look at, with the real clients; each call is tried once. */
export async function readFrom(endpoint: AwsEndpoint, kinds: readonly Kind[]): Promise<PlaceReading> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const config = {
    region: testScope.region,
    endpoint: endpoint.url,
    credentials: { accessKeyId: 'AKIATESTER', secretAccessKey: 'secret' },
    maxAttempts: 1,
  };
  const clients = {
    acm: new ACMClient(config),
    applicationAutoScaling: new ApplicationAutoScalingClient(config),
    autoScaling: new AutoScalingClient(config),
    configService: new ConfigServiceClient(config),
    ec2: new EC2Client(config),
    ecr: new ECRClient(config),
    ecs: new ECSClient(config),
    elastiCache: new ElastiCacheClient(config),
    elb: new ElasticLoadBalancingClient(config),
    elbv2: new ElasticLoadBalancingV2Client(config),
    iam: new IAMClient(config),
    kms: new KMSClient(config),
    rds: new RDSClient(config),
    ssm: new SSMClient(config),
  };
  const all = await Promise.all(Object.values(collectors).map((load) => load()));
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const place = { scope: testScope, clients, signal, onProgress: () => {} };
  try {
    return await readPlace(planned(all, new Set(kinds)), place);
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}

export function nodeOf({ nodes }: PlaceReading, kind: Kind, key: string): NodeRecord {
  const found = nodes.find((node) => node.kind === kind && node.key === key);
  if (found === undefined) throw new Error(`${kind} ${key} was not read`);
  return found;
}

export function coverageOf({ coverage }: PlaceReading, kind: Kind): CoverageEntry {
  const found = coverage.find((entry) => entry.kind === kind);
  if (found === undefined) throw new Error(`${kind} is not covered`);
  return found;
}
