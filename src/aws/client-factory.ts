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
import { STSClient } from '@aws-sdk/client-sts';
import type { Clients } from './clients.ts';
import type { Credentials } from './credentials.ts';
import type { Network } from './network.ts';
import type { Pacer } from './pacer.ts';
import type { Environment } from './proxies.ts';
import type { Service } from './rates.ts';

/** What all clients of a run have in common. */
export interface ClientSettings {
  readonly network: Network;
  readonly pacer: Pacer;
  readonly credentials: Credentials;
  /** Endpoints and the like are looked up there too. */
  readonly profile: string | null;
  /** `AWS_RETRY_MODE` and `AWS_MAX_ATTEMPTS` are left to the SDK where they are set. */
  readonly environment: Environment;
}

/** Tries per call. The pacer keeps throttles rare, so these are for the network. */
const attempts = 5;

/** The clients of one region, each made when it is first used. */
export function createClients(settings: ClientSettings, region: string): Clients {
  const config = configOf(settings, region);
  const lazy = <C extends Paceable>(service: Service, make: () => C) => {
    let client: C | undefined;
    return () => (client ??= paced(make(), service, region, settings.pacer));
  };
  const acm = lazy('acm', () => new ACMClient(config));
  const applicationAutoScaling = lazy('applicationAutoScaling', () => new ApplicationAutoScalingClient(config));
  const autoScaling = lazy('autoScaling', () => new AutoScalingClient(config));
  const configService = lazy('configService', () => new ConfigServiceClient(config));
  const ec2 = lazy('ec2', () => new EC2Client(config));
  const ecr = lazy('ecr', () => new ECRClient(config));
  const ecs = lazy('ecs', () => new ECSClient(config));
  const elastiCache = lazy('elastiCache', () => new ElastiCacheClient(config));
  const elb = lazy('elb', () => new ElasticLoadBalancingClient(config));
  const elbv2 = lazy('elbv2', () => new ElasticLoadBalancingV2Client(config));
  const iam = lazy('iam', () => new IAMClient(config));
  const kms = lazy('kms', () => new KMSClient(config));
  const rds = lazy('rds', () => new RDSClient(config));
  const ssm = lazy('ssm', () => new SSMClient(config));
  return {
    get acm() {
      return acm();
    },
    get applicationAutoScaling() {
      return applicationAutoScaling();
    },
    get autoScaling() {
      return autoScaling();
    },
    get configService() {
      return configService();
    },
    get ec2() {
      return ec2();
    },
    get ecr() {
      return ecr();
    },
    get ecs() {
      return ecs();
    },
    get elastiCache() {
      return elastiCache();
    },
    get elb() {
      return elb();
    },
    get elbv2() {
      return elbv2();
    },
    get iam() {
      return iam();
    },
    get kms() {
      return kms();
    },
    get rds() {
      return rds();
    },
    get ssm() {
      return ssm();
    },
  };
}

export function createStsClient(settings: ClientSettings, region: string): STSClient {
  return paced(new STSClient(configOf(settings, region)), 'sts', region, settings.pacer);
}

function configOf({ network, credentials, profile, environment }: ClientSettings, region: string) {
  return {
    region,
    credentials,
    requestHandler: network,
    ...(environment['AWS_RETRY_MODE'] ? {} : { retryMode: 'standard' }),
    ...(environment['AWS_MAX_ATTEMPTS'] ? {} : { maxAttempts: attempts }),
    ...(profile === null ? {} : { profile }),
  };
}

/** As much of a client as pacing needs; the clients' own types differ in their inputs and outputs only. */
interface Paceable {
  readonly middlewareStack: {
    addRelativeTo(
      middleware: <Args, Answer>(
        next: (args: Args) => Promise<Answer>,
        context: { readonly commandName?: string },
      ) => (args: Args) => Promise<Answer>,
      options: { readonly name: string; readonly relation: 'before'; readonly toMiddleware: string },
    ): void;
  };
}

/** Inside the retry, so that every attempt waits its turn; before the signing, so that no signature ages meanwhile. */
function paced<C extends Paceable>(client: C, service: Service, region: string, pacer: Pacer): C {
  client.middlewareStack.addRelativeTo(
    (next, { commandName = 'Unknown' }) =>
      (args) =>
        pacer.run(service, region, commandName.replace(/Command$/, ''), () => next(args)),
    { name: 'paceAttempts', relation: 'before', toMiddleware: 'httpSigningMiddleware' },
  );
  return client;
}
