import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readBytes, textOf } from '../kit/snapshot-bytes.ts';
import { node, world } from '../kit/world.ts';
import { containing } from '../kit/matching.ts';

const account = world(node('ec2.vpc', 'vpc-1'), node('rds.instance', 'orders'), node('rds.instance', 'users', { multiAz: true }));
const text = textOf(account);

/** The text with one line replaced, or taken away. */
function withLine(number: number, line: string | null): string {
  const lines = text.split('\n');
  lines.splice(number - 1, 1, ...(line === null ? [] : [line]));
  return lines.join('\n');
}

function withHeader(changes: object): string {
  return withLine(1, JSON.stringify({ ...account.header, ...changes }));
}

describe('a snapshot', () => {
  it('is read as it was written, zipped or not, with or without its last newline', async () => {
    const plain: unknown = JSON.parse(JSON.stringify(account));
    expect(await readBytes(text)).toEqual(plain);
    expect(await readBytes(gzipSync(text), 100)).toEqual(plain);
    expect(await readBytes(text.trimEnd(), 7)).toEqual(plain);
    expect(await readBytes(text.replaceAll('\n', '\r\n'))).toEqual(plain);
  });

  it('is sorted, in whatever order it was written', async () => {
    const [header = '', ...nodes] = text.trimEnd().split('\n');
    expect(await readBytes([header, ...nodes.reverse()].join('\n'))).toEqual(await readBytes(text));
  });

  it('gives the kinds that are asked for, and is complete all the same', async () => {
    const { nodes } = await readBytes(text, undefined, new Set(['rds.instance']));
    expect(nodes.map(({ key }) => key)).toEqual(['orders', 'users']);
  });

  it('may hold kinds, facts and fields of a newer version', async () => {
    const line = JSON.stringify({ ...node('ec2.vpc', 'vpc-1', {}), facts: { quantum: true }, newField: 1 });
    const unknownKind = JSON.stringify({ ...node('rds.instance', 'x'), kind: 'moon.base' });
    const { nodes } = await readBytes(withLine(2, line).replace(/\n[^\n]*"users"[^\n]*/, `\n${unknownKind}`));
    expect(nodes.map(({ kind, facts }) => [kind, facts['quantum']])).toEqual([
      ['ec2.vpc', true],
      ['moon.base', undefined],
      ['rds.instance', undefined],
    ]);
  });
});

describe('what is no whole snapshot', () => {
  it('is refused wherever it is cut short', async () => {
    for (let end = 1; end < text.length - 1; end += end < text.length - 30 ? 29 : 1) {
      await expect(readBytes(text.slice(0, end)), `cut after ${end} bytes`).rejects.toMatchObject({ name: 'InputError' });
    }
  });

  it.each([
    ['it is cut short: line 1 promises 3 resources, and 2 follow', withLine(4, null)],
    ['it: line 4 is not valid JSON; the file is cut short or damaged', text.slice(0, -20)],
    ['it holds more than it should: line 1 promises 2 resources, and 3 follow', withHeader({ nodes: 2 })],
    ['it: line 1 is no snapshot header, and the file is no JSON document either; it is no snapshot, or cut short', text.slice(0, 50)],
    ['it: line 1 is not a whole snapshot header: /accounts must be array', withHeader({ accounts: 'all' })],
    ["it: line 1 is not a whole snapshot header: must have required property 'regions'", withHeader({ regions: undefined })],
    ['it: line 3 is not a resource: /gaps must be object', withLine(3, JSON.stringify({ ...account.nodes[1], gaps: null }))],
    [
      'it: line 3 is not a resource: /relations/cluster must be',
      withLine(3, JSON.stringify({ ...account.nodes[1], relations: { cluster: 1 } })),
    ],
    ['it: line 3 is not a resource: must be object', withLine(3, '42')],
    ['it is empty; expected a snapshot', ''],
    ['it: line 1 is no snapshot header', '\n\n'],
    ['it: line 1 is no snapshot header', 'PK\u0003\u0004 and so on'],
    ['it: line 1: this has no "schema"; expected a snapshot ("schema": "ha-audit/snapshot@1")', '{"format_version":"1.2","nodes":[]}'],
    ['it: line 1: this is ha-audit/report@1; expected a snapshot', withHeader({ schema: 'ha-audit/report@1' })],
    [
      'it: line 1: this is a snapshot of schema ha-audit/snapshot@2, and this version reads ha-audit/snapshot@1',
      withHeader({ schema: 'ha-audit/snapshot@2' }),
    ],
  ])('is refused: %s', async (message, content) => {
    const failure = readBytes(content);
    await expect(failure).rejects.toMatchObject({ name: 'InputError', message: containing(message) });
    await expect(readBytes(gzipSync(content))).rejects.toMatchObject({ name: 'InputError' });
  });
});

describe('a resource that is malformed', () => {
  const reread = async (changes: object) => {
    const { nodes } = await readBytes(withLine(3, JSON.stringify({ ...account.nodes[1], ...changes })));
    return nodes[1];
  };
  const { facts = {}, relations = {} } = account.nodes[1] ?? {};

  it('loses the facts that are not of their type, and says so', async () => {
    const found = await reread({ facts: { ...facts, multiAz: 'yes', tags: { Env: 7 } } });
    expect(found?.facts).not.toHaveProperty('multiAz');
    expect(Object.keys(found?.facts ?? {})).toHaveLength(Object.keys(facts).length - 2);
    expect(found?.gaps['multiAz']).toEqual({
      reason: 'malformed',
      action: null,
      account: '111111111111',
      region: 'eu-west-1',
      detail: 'multiAz of orders is not of its type in the snapshot',
    });
    expect(Object.keys(found?.gaps ?? {}).sort()).toEqual(['multiAz', 'tags']);
  });

  it('loses the relations that lead to one where there may be many, to many where there is one, or to nothing where there must be one', async () => {
    const found = await reread({ relations: { ...relations, securityGroups: 'sg-1', cluster: ['a'] } });
    expect(Object.keys(found?.gaps ?? {}).sort()).toEqual(['cluster', 'securityGroups']);
    expect(found?.relations).not.toHaveProperty('cluster');
    const { nodes } = await readBytes(textOf(world(node('ec2.subnet', 'subnet-1'))).replace(/"vpc":"[^"]*"/, '"vpc":null'));
    expect(nodes[0]?.gaps['vpc']).toMatchObject({ reason: 'malformed' });
  });

  it('is not mistaken for its prototype', async () => {
    const line = JSON.stringify({ ...account.nodes[1], facts: { ...facts, multiAz: 1 } }).replace(
      '"facts":{',
      '"facts":{"constructor":1,"__proto__":{"multiAz":true},',
    );
    const { nodes } = await readBytes(withLine(3, line));
    expect(Object.keys(nodes[1]?.gaps ?? {})).toEqual(['multiAz']);
    expect(nodes[1]?.facts['multiAz']).toBeUndefined();
    expect(nodes[1]?.facts['constructor']).toBe(1);
  });
});

it('a resource that is nested without end is refused', async () => {
  const depth = 200_000;
  const line = JSON.stringify({ ...account.nodes[1], facts: { deep: 0 } }).replace(
    '"deep":0',
    `"deep":${'['.repeat(depth)}${']'.repeat(depth)}`,
  );
  await expect(readBytes(withLine(3, line))).rejects.toMatchObject({ name: 'InputError', message: 'it: line 3 is nested too deeply' });
});

describe('a resource that is told twice', () => {
  const orders = node('rds.instance', 'orders');
  const gap = { reason: 'denied' as const, action: 'rds:X', account: '123456789012', region: 'eu-west-1', detail: 'no' };
  const tellings = [
    orders,
    { ...orders, facts: { ...orders.facts, multiAz: true } },
    { ...orders, facts: { ...orders.facts, multiAz: false, engine: undefined }, gaps: { engine: gap, other: gap } },
  ];
  const read = (order: readonly number[]) => {
    const nodes = order.flatMap((index) => tellings[index] ?? []);
    return readBytes(textOf({ header: { ...world(orders).header, nodes: nodes.length }, nodes }));
  };

  it('is there once, as it was told, where both say the same', async () => {
    const { nodes } = await read([0, 0]);
    expect(nodes).toEqual([JSON.parse(JSON.stringify(orders))]);
  });

  it('is unknown in what they contradict each other, whatever their order', async () => {
    const found = await read([0, 1, 2]);
    expect(found.nodes).toHaveLength(1);
    expect(found.nodes[0]?.facts).not.toHaveProperty('multiAz');
    expect(found.nodes[0]?.gaps['multiAz']).toMatchObject({
      reason: 'malformed',
      detail: 'multiAz of orders is told twice in the snapshot, and differently',
    });
    expect(found.nodes[0]?.facts['engine']).toBe(orders.facts['engine']);
    expect(Object.keys(found.nodes[0]?.gaps ?? {})).toEqual(['other', 'multiAz']);
    for (const order of [
      [2, 1, 0],
      [1, 2, 0],
      [0, 2, 1],
    ])
      expect(JSON.stringify(await read(order))).toBe(JSON.stringify(found));
  });

  it('may stand in two accounts', async () => {
    const shared = { ...orders, account: '210987654321' };
    const { header } = world(orders);
    const { nodes } = await readBytes(textOf({ header: { ...header, nodes: 2 }, nodes: [shared, orders] }));
    expect(nodes.map((each) => each.account)).toEqual(['111111111111', '210987654321']);
  });
});
