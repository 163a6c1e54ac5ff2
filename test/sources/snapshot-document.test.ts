import { describe, expect, it } from 'vitest';
import { kindNames } from '../../src/model/kinds.ts';
import { readBytes } from '../kit/snapshot-bytes.ts';
import { containing } from '../kit/matching.ts';

const place = { account: '123456789012', region: 'eu-west-1' };
const vpc = { kind: 'ec2.vpc', id: 'arn:aws-cn:ec2:eu-west-1:123456789012:vpc/vpc-1', key: 'vpc-1', ...place };
const read = (document: object, spaces?: number) => readBytes(JSON.stringify({ schema: 'ha-audit/snapshot@1', ...document }, null, spaces));

describe('a snapshot that is one document', () => {
  it.each([0, 2])('may say no more than its resources (indented by %i)', async (spaces) => {
    const { header, nodes } = await read({ nodes: [vpc] }, spaces);
    expect(nodes).toEqual([{ ...vpc, name: null, facts: {}, relations: {}, gaps: {} }]);
    expect(header).toMatchObject({
      partition: 'aws-cn',
      accounts: ['123456789012'],
      regions: ['eu-west-1'],
      coverage: [],
      nodes: 1,
      unreadRegions: null,
    });
  });

  it('holds everything there is where its coverage is complete', async () => {
    const { header } = await read({ coverage: 'complete', nodes: [vpc] });
    expect(header.coverage.map(({ kind }) => kind)).toEqual(kindNames);
    expect(header.coverage.filter(({ listed, status }) => !listed || status !== 'complete')).toEqual([]);
    expect(header.coverage.find(({ kind }) => kind === 'ec2.vpc')).toMatchObject({ ...place, items: 1 });
  });

  it('may say that an account holds nothing', async () => {
    const { header, nodes } = await read({ coverage: 'complete', accounts: ['1'], regions: ['eu-west-1', 'us-east-1'], nodes: [] });
    expect(nodes).toEqual([]);
    expect(header.coverage).toHaveLength(2 * kindNames.length);
  });

  it('says of its time what it knows', async () => {
    expect((await read({ finishedAt: '2026-11-21T00:00:00Z', nodes: [] })).header).toMatchObject({
      startedAt: '2026-11-21T00:00:00Z',
      finishedAt: '2026-11-21T00:00:00Z',
    });
    expect((await read({ nodes: [] })).header.finishedAt).toBe('1970-01-01T00:00:00.000Z');
  });

  it.each([
    ['it: the snapshot has no list of nodes', { nodes: {} }],
    ['it: nodes[1] is not a resource: must be object', { nodes: [vpc, 'vpc'] }],
    ["it: nodes[0] is not a resource: must have required property 'region'", { nodes: [{ ...vpc, region: undefined }] }],
    ['it: /regions must be array', { regions: 'eu-west-1', nodes: [vpc] }],
    ['it: /accounts/0 must be string', { accounts: [1], nodes: [vpc] }],
    ['it: /coverage must be array', { coverage: 'most', nodes: [vpc] }],
    ['it: /finishedAt must match format', { finishedAt: 'yesterday', nodes: [vpc] }],
    ['it: line 1: this is a snapshot of schema ha-audit/snapshot@7', { schema: 'ha-audit/snapshot@7', nodes: [vpc] }],
  ])('is refused: %s', async (message, document) => {
    await expect(read(document, 2)).rejects.toMatchObject({ name: 'InputError', message: containing(message) });
  });
});
