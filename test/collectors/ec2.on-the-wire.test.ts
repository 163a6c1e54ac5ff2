import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actions } from '../../src/generated/actions.ts';
import type { PlaceReading } from '../../src/collectors/kit/run.ts';
import { type Kind, kindNames } from '../../src/model/kinds.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { readFrom } from '../kit/read-from.ts';
import { ec2Lists, pageOf, scriptSmallNetwork, twoKeys } from '../kit/small-network.ts';

const kinds: readonly Kind[] = kindNames.filter((kind) => kind.startsWith('ec2.'));
const settings: readonly Kind[] = ['ec2.allowed-images-settings', 'ec2.ebs-encryption-by-default', 'ec2.instance-metadata-defaults'];

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

const keysOf = ({ nodes }: PlaceReading, kind: Kind) =>
  nodes
    .filter((node) => node.kind === kind)
    .map(({ key }) => key)
    .sort();

function coverageOf({ coverage }: PlaceReading, kind: Kind) {
  const found = coverage.find((entry) => entry.kind === kind);
  if (found === undefined) throw new Error(`${kind} is not covered`);
  return found;
}

describe('EC2, read by the real SDK', () => {
  it('reads both pages of every list, and has every fact of what AWS always says', async () => {
    const reading = await readFrom(scriptSmallNetwork(endpoint), kinds);
    expect(reading.coverage.filter(({ status, listed }) => status !== 'complete' || !listed)).toEqual([]);
    expect(reading.nodes.filter(({ gaps }) => Object.keys(gaps).length > 0)).toEqual([]);
    for (const { kind } of ec2Lists) expect(keysOf(reading, kind)).toEqual(twoKeys(kind));
    for (const kind of settings) expect(keysOf(reading, kind)).toEqual([kind.replace('ec2.', '')]);
  });

  it('makes each call once, with the page sizes and flags that AWS allows', async () => {
    await readFrom(scriptSmallNetwork(endpoint), kinds);
    const calls = endpoint.received.map(({ action, parameters }) => `${action} ${JSON.stringify(parameters)}`);
    expect(calls.filter((call, index) => calls.indexOf(call) !== index)).toEqual([]);
    for (const { operation, asks } of ec2Lists) {
      const asked = endpoint.received.filter((request) => request.operation === operation).map(({ parameters }) => parameters);
      expect(asked, operation).toHaveLength('MaxResults' in asks ? 2 : 1);
      for (const parameters of asked) expect(parameters, operation).toMatchObject(asks);
    }
  });

  it('finds nothing in an empty region and knows it', async () => {
    endpoint.answersEmpty = true;
    const reading = await readFrom(endpoint, kinds);
    expect([...new Set(reading.nodes.map(({ kind }) => kind))].sort()).toEqual(settings);
    for (const { kind } of ec2Lists)
      expect(coverageOf(reading, kind)).toMatchObject({ status: 'complete', items: 0, listed: true, gaps: [] });
    expect(reading.nodes.find(({ kind }) => kind === 'ec2.ebs-encryption-by-default')?.gaps).toMatchObject({
      enabled: { reason: 'malformed' },
    });
  });
});

describe.each(ec2Lists)('$kind', (entry) => {
  const { kind, operation, idMember, unknown } = entry;

  it('makes a gap of every field that is missing, and of nothing else', async () => {
    endpoint.answersEmpty = true;
    const reading = await readFrom(endpoint.on(`ec2:${operation}`, pageOf(entry, [{ [idMember]: 'one' }])), [kind]);
    const [node, ...others] = reading.nodes.filter((candidate) => candidate.kind === kind);
    expect(others).toEqual([]);
    expect(node?.key).toBe('one');
    const ownGaps = Object.entries(node?.gaps ?? {}).filter(([, { action }]) => action === `ec2:${operation}`);
    expect(ownGaps.map(([name, { reason }]) => [name, reason]).sort()).toEqual(unknown.map((name) => [name, 'malformed']));
  });

  it('keeps the first page where the second is refused for its rate', async () => {
    if (!('MaxResults' in entry.asks)) return;
    const isSecond = ({ parameters }: { readonly parameters: Readonly<Record<string, unknown>> }) => parameters['NextToken'] === 'page-2';
    scriptSmallNetwork(endpoint).fail(`ec2:${operation}`, 503, 'RequestLimitExceeded', 'Request limit exceeded.', isSecond);
    const reading = await readFrom(endpoint, [kind]);
    expect(keysOf(reading, kind)).toEqual([twoKeys(kind)[0]]);
    expect(coverageOf(reading, kind)).toMatchObject({ status: 'partial', listed: false, items: 1, gaps: [{ reason: 'throttled' }] });
  });
});

const asked = [...new Set(kinds.flatMap((kind) => actions[kind]))].filter((action) => action.startsWith('ec2:')).sort();

describe.each(asked)('%s denied', (action) => {
  it('is named wherever it was needed, and spoils nothing else', async () => {
    const ownList = { PrefixListId: 'pl-1', PrefixListName: 'offices', OwnerId: '123456789012', AddressFamily: 'IPv4' };
    const version = { LaunchTemplateId: 'lt-1', VersionNumber: 1, DefaultVersion: true, LaunchTemplateData: { ImageId: 'ami-1' } };
    scriptSmallNetwork(endpoint)
      .on('ec2:DescribeManagedPrefixLists', { PrefixLists: [ownList] })
      .on('ec2:DescribeLaunchTemplateVersions', { LaunchTemplateVersions: [version] })
      .on('ec2:DescribeImages', { Images: [{ ImageId: 'ami-1', State: 'available' }] });
    const sound = await readFrom(endpoint, kinds);
    expect(sound.coverage.filter(({ status }) => status !== 'complete')).toEqual([]);
    const spoilt = await readFrom(endpoint.deny(action), kinds);
    const changed = spoilt.coverage.filter(({ status }) => status !== 'complete');
    expect(changed.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds.filter((kind) => actions[kind].includes(action))));
    for (const { gaps } of changed) expect(gaps).toEqual([expect.objectContaining({ action, reason: 'denied' })]);
    const unchanged = ({ nodes }: PlaceReading) => nodes.filter((node) => !changed.some(({ kind }) => kind === node.kind));
    expect(unchanged(spoilt).map(({ id, facts }) => ({ id, facts }))).toEqual(unchanged(sound).map(({ id, facts }) => ({ id, facts })));
  });
});
