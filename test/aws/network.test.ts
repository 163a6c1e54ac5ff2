import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import instance from '../../src/collectors/rds/instance.ts';
import { trustedCertificates } from '../../src/aws/certificates.ts';
import { proxyFor } from '../../src/aws/proxies.ts';
import { openSession, type Session } from '../../src/aws/session.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { ConnectProxy } from '../kit/connect-proxy.ts';
import { collectFrom, coverageOf, credentialsFor, type Variables, withVariables } from '../kit/live.ts';
import { containing } from '../kit/matching.ts';

let endpoint: AwsEndpoint;
let proxy: ConnectProxy;
beforeEach(async () => {
  endpoint = (await AwsEndpoint.start()).on('rds:DescribeDBInstances', {});
  proxy = await ConnectProxy.start();
});
afterEach(async () => {
  proxy.close();
  await endpoint.close();
});

describe('a proxy', () => {
  it('carries every request', async () => {
    const snapshot = await collectFrom(endpoint, { collectors: [instance], variables: { HTTP_PROXY: `http://me:secret@${proxy.host}` } });
    expect(coverageOf(snapshot, 'rds.instance').status).toBe('complete');
    expect(new Set(proxy.tunnels)).toEqual(new Set([`127.0.0.1:${endpoint.port}`]));
    expect(proxy.authorizations[0]).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`);
  });

  it('is left out for the hosts of NO_PROXY', async () => {
    await collectFrom(endpoint, {
      collectors: [instance],
      variables: { HTTP_PROXY: `http://${proxy.host}`, NO_PROXY: 'example.com,127.0.0.1' },
    });
    expect([proxy.tunnels, endpoint.calls('rds:DescribeDBInstances')]).toEqual([[], 1]);
  });

  it('that refuses is named as the reason', async () => {
    proxy.refusal = 407;
    const failure = collectFrom(endpoint, { collectors: [instance], variables: { HTTP_PROXY: proxy.host } });
    await expect(failure).rejects.toMatchObject({
      subject: 'network',
      message: containing('the proxy refused the connection'),
    });
  });

  const environment = {
    HTTPS_PROXY: 'http://p:1',
    http_proxy: 'p:2',
    NO_PROXY: 'internal.example.com, .vpce.example.com *.local:8443 [::1]',
  };
  it.each([
    ['https://rds.us-east-1.amazonaws.com', 'http://p:1/'],
    ['http://rds.us-east-1.amazonaws.com', 'http://p:2/'],
    ['https://internal.example.com', null],
    ['https://a.internal.example.com', null],
    ['https://notinternal.example.com', 'http://p:1/'],
    ['https://x.vpce.example.com', null],
    ['https://x.local:8443', null],
    ['https://x.local', 'http://p:1/'],
    ['https://[::1]:4566', null],
  ])('for %s is %s', (url, expected) => {
    expect(proxyFor(new URL(url), environment)?.href ?? null).toBe(expected);
  });

  it('may be meant for everything, or for nothing', () => {
    const url = new URL('https://sts.amazonaws.com');
    expect(proxyFor(url, { all_proxy: 'http://p:3' })?.href).toBe('http://p:3/');
    expect(proxyFor(url, { ALL_PROXY: 'http://p:3', no_proxy: '*' })).toBeNull();
    expect(proxyFor(url, { HTTPS_PROXY: '' })).toBeNull();
    expect(() => proxyFor(url, { HTTPS_PROXY: 'http://:0:0' })).toThrow('HTTPS_PROXY does not hold the URL of a proxy');
  });
});

describe('certificates of AWS_CA_BUNDLE', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ha-audit-'));
  const file = (name: string) => join(folder, name);
  const made = spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
    '-keyout',
    file('key.pem'),
    '-out',
    file('ca.pem'),
  ]);

  it.skipIf(made.status !== 0)('are trusted, and nothing else of the kind', async () => {
    const server = createServer({ key: readFileSync(file('key.pem')), cert: readFileSync(file('ca.pem')) }, (_request, response) => {
      response
        .setHeader('content-type', 'text/xml')
        .end(
          '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account><Arn>arn:aws:iam::1:user/x</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
        );
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const address: AddressInfo | string | null = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const variables = { ...credentialsFor(endpoint), AWS_ENDPOINT_URL: `https://localhost:${port}` };
    await expect(session({ ...variables, AWS_CA_BUNDLE: file('ca.pem') })).resolves.toMatchObject({ account: '123456789012' });
    await expect(session(variables)).rejects.toMatchObject({ subject: 'network', message: containing('AWS_CA_BUNDLE') });
    await expect(session({ ...variables, AWS_CA_BUNDLE: file('ca.pem'), HTTPS_PROXY: `http://${proxy.host}` })).resolves.toMatchObject({
      account: '123456789012',
    });
    expect(proxy.tunnels).toEqual([`localhost:${port}`]);
    server.close();
  });

  it('are read once, and missing ones are an error that names the file', () => {
    writeFileSync(file('root.pem'), rootCertificates[0] ?? '');
    expect(trustedCertificates({ AWS_CA_BUNDLE: file('root.pem') })).not.toBeNull();
    expect(trustedCertificates({})).toBeNull();
    expect(() => trustedCertificates({ AWS_CA_BUNDLE: file('none.pem') })).toThrow(file('none.pem'));
  });
});

describe('every client', () => {
  const services = [
    ['EC2', 'ec2', async ({ ec2 }: Clients) => ec2.send(new (await import('@aws-sdk/client-ec2')).DescribeVpcsCommand({}))],
    ['RDS', 'rds', async ({ rds }: Clients) => rds.send(new (await import('@aws-sdk/client-rds')).DescribeDBInstancesCommand({}))],
    [
      'ELASTICACHE',
      'elasticache',
      async ({ elastiCache }: Clients) =>
        elastiCache.send(new (await import('@aws-sdk/client-elasticache')).DescribeCacheClustersCommand({})),
    ],
    [
      'ELASTIC_LOAD_BALANCING_V2',
      'elasticloadbalancing',
      async ({ elbv2 }: Clients) =>
        elbv2.send(new (await import('@aws-sdk/client-elastic-load-balancing-v2')).DescribeTagsCommand({ ResourceArns: [] })),
    ],
    [
      'AUTO_SCALING',
      'autoscaling',
      async ({ autoScaling }: Clients) => autoScaling.send(new (await import('@aws-sdk/client-auto-scaling')).DescribePoliciesCommand({})),
    ],
    ['KMS', 'kms', async ({ kms }: Clients) => kms.send(new (await import('@aws-sdk/client-kms')).DescribeKeyCommand({ KeyId: 'k' }))],
  ] as const;

  it.each(services)('goes where AWS_ENDPOINT_URL_%s says', async (name, service, call) => {
    const own = await AwsEndpoint.start();
    own.answersEmpty = true;
    const variables = { ...credentialsFor(endpoint), [`AWS_ENDPOINT_URL_${name}`]: own.url };
    await withVariables(variables, async () => {
      const opened = await session(variables);
      await call(opened.clients('us-east-1'));
      opened.close();
    });
    expect(own.received.map((request) => request.service)).toEqual([service]);
    await own.close();
  });
});

type Clients = ReturnType<Session['clients']>;

async function session(variables: Variables): Promise<Session> {
  const options = {
    credentials: { profile: null, roleArn: null, externalId: null },
    regions: [],
    signal: new AbortController().signal,
    now: () => new Date(),
  };
  return withVariables(variables, () => openSession({ ...options, environment: process.env }));
}
