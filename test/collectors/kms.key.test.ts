import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { coverageOf, nodeOf, readFrom } from '../kit/read-from.ts';
import { keyArn, scriptSmallAccount } from '../kit/small-account.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

describe('kms.key', () => {
  const foreign = keyArn('foreign', '999999999999');
  const isForeign = ({ parameters }: { readonly parameters: Readonly<Record<string, unknown>> }) => parameters['KeyId'] === foreign;
  const refused =
    'User: arn:aws:iam::123456789012:user/tester is not authorized to perform: kms:DescribeKey because no resource-based policy allows the kms:DescribeKey action';

  it('knows that a key of another account is customer managed, and that its state is not ours to see', async () => {
    const reading = await readFrom(scriptSmallAccount(endpoint).deny('kms:DescribeKey', refused, isForeign), ['kms.key']);
    expect(nodeOf(reading, 'kms.key', foreign)).toMatchObject({
      facts: { manager: 'CUSTOMER' },
      gaps: { state: { reason: 'cross-account', action: 'kms:DescribeKey' }, deletionDate: { reason: 'cross-account' } },
    });
    expect(Object.keys(nodeOf(reading, 'kms.key', foreign).facts)).toEqual(['manager']);
    expect(nodeOf(reading, 'kms.key', keyArn('own')).gaps).toEqual({});
    expect(coverageOf(reading, 'kms.key')).toMatchObject({ status: 'partial', listed: true, gaps: [{ reason: 'cross-account' }] });
  });

  it('calls a key of our own that is refused denied, and knows nothing of it', async () => {
    const reading = await readFrom(scriptSmallAccount(endpoint).deny('kms:DescribeKey'), ['kms.key']);
    expect(nodeOf(reading, 'kms.key', keyArn('own'))).toMatchObject({
      facts: {},
      gaps: { manager: { reason: 'denied' }, state: { reason: 'denied' } },
    });
  });

  it('guesses nothing of a foreign key where the call fails for another reason', async () => {
    scriptSmallAccount(endpoint).fail('kms:DescribeKey', 500, 'KMSInternalException', 'Oops', isForeign);
    const reading = await readFrom(endpoint, ['kms.key']);
    expect(nodeOf(reading, 'kms.key', foreign)).toMatchObject({
      facts: {},
      gaps: { manager: { reason: 'service-error' }, state: { reason: 'service-error' } },
    });
  });

  it('drops a key that is gone, and is what the relations hold', async () => {
    scriptSmallAccount(endpoint).fail('kms:DescribeKey', 400, 'NotFoundException', 'Key does not exist', isForeign);
    const reading = await readFrom(endpoint, ['kms.key']);
    expect(reading.nodes.filter(({ kind }) => kind === 'kms.key').map(({ key }) => key)).not.toContain(foreign);
    const own = ['rds.instance', 'ec2.volume']
      .flatMap((kind) => reading.nodes.filter((node) => node.kind === kind))
      .map(({ relations }) => relations['kmsKey']);
    expect(new Set(own)).toEqual(new Set([keyArn('own')]));
  });
});
