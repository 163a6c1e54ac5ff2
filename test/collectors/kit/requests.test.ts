import { describe, expect, it } from 'vitest';
import { createClients } from '../../../src/aws/client-factory.ts';
import { systemClock } from '../../../src/aws/clock.ts';
import { Network } from '../../../src/aws/network.ts';
import { Pacer } from '../../../src/aws/pacer.ts';
import { type AnyCollector, type AnyListing, MissingFieldError } from '../../../src/collectors/kit/define.ts';
import { halves } from '../../../src/collectors/kit/halves.ts';
import { planned } from '../../../src/collectors/kit/plan.ts';
import { readPlace } from '../../../src/collectors/kit/run.ts';
import type { Kind } from '../../../src/model/kinds.ts';
import { testScope } from '../../kit/mapping.ts';

const signal = new AbortController().signal;
const clients = createClients(
  {
    network: new Network({}, signal),
    pacer: new Pacer(systemClock, 1),
    credentials: () => Promise.reject(new Error('nobody calls')),
    profile: null,
    environment: {},
  },
  'us-east-1',
);

/** A collector of plain names. */
function names(kind: Kind, list: Partial<AnyListing>, rest: Partial<AnyCollector> = {}): AnyCollector {
  return {
    kind,
    list: { action: `test:${kind}`, fetch: async () => null, items: () => [], ...list },
    id: (item) => `arn:test:${String(item)}`,
    key: (item) => String(item),
    facts: {},
    relations: {},
    ...rest,
  };
}

async function read(...collectors: readonly AnyCollector[]) {
  const { nodes, coverage } = await readPlace(planned(collectors, null), { scope: testScope, clients, signal, onProgress: () => {} });
  return { nodes, coverage: (kind: Kind) => coverage.find((entry) => entry.kind === kind) };
}

const groups = names(
  'autoscaling.group',
  { items: () => ['g1', 'g2'] },
  {
    facts: {
      minSize: (item) => {
        if (item === 'g2') throw new MissingFieldError('MinSize');
        return 1;
      },
      maxSize: () => 2,
    },
  },
);

const gone = () =>
  Promise.reject(Object.assign(new Error('no such image'), { name: 'InvalidAMIID.NotFound', $metadata: { httpStatusCode: 400 } }));
const idsOf = (input: unknown): readonly unknown[] => (Array.isArray(input) ? input : []);

describe('a listing that looks at other nodes', () => {
  const images = (look: 'minSize' | 'maxSize') =>
    names('ec2.image', {
      after: ['autoscaling.group'],
      requests: (nodes) => nodes('autoscaling.group').flatMap(({ key, facts }) => (facts[look] === undefined ? [] : [{ input: key }])),
      items: (_page, input) => [`image of ${String(input)}`],
    });

  it('is not complete where it looked at something that is not known, and says so on that node', async () => {
    const { nodes, coverage } = await read(images('minSize'), groups);
    expect(coverage('ec2.image')).toMatchObject({
      status: 'partial',
      listed: false,
      items: 1,
      gaps: [{ reason: 'malformed', detail: 'AWS sent no MinSize.' }],
    });
    expect(nodes.filter(({ gaps }) => 'ec2.image' in gaps).map(({ key }) => key)).toEqual(['g2']);
  });

  it('is complete where it did not need what is not known', async () => {
    const { coverage } = await read(images('maxSize'), groups);
    expect(coverage('ec2.image')).toMatchObject({ status: 'complete', listed: true, items: 2, gaps: [] });
  });

  it('is not collected where nobody reads those', async () => {
    const { coverage } = await read(images('maxSize'));
    expect(coverage('ec2.image')).toMatchObject({ status: 'not-collected', listed: false, gaps: [{ reason: 'not-collected' }] });
  });

  it('is a crash, told, where it fails itself', async () => {
    const broken = names('ec2.image', {
      after: ['autoscaling.group'],
      requests: () => {
        throw new TypeError('x is undefined');
      },
    });
    expect((await read(broken, groups)).coverage('ec2.image')).toMatchObject({
      status: 'failed',
      listed: false,
      gaps: [{ reason: 'crashed' }],
    });
  });
});

describe('a request for several ids', () => {
  const request = (split: AnyListing['split']) =>
    names('ec2.image', {
      requests: () => [{ input: ['a', 'b', 'x', 'c', 'd'] }],
      fetch: async (_clients, input) => (idsOf(input).includes('x') ? gone() : input),
      items: (page) => idsOf(page),
      ...(split === undefined ? {} : { split }),
    });

  it('is halved until only the one that is gone is left', async () => {
    const { nodes, coverage } = await read(request((input) => halves(idsOf(input))));
    expect(nodes.map(({ key }) => key).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(coverage('ec2.image')).toMatchObject({ status: 'complete', listed: true, gaps: [] });
  });

  it('is a gap, never an empty list, where it cannot be halved', async () => {
    expect((await read(request(undefined))).coverage('ec2.image')).toMatchObject({
      status: 'failed',
      listed: false,
      gaps: [{ reason: 'service-error' }],
    });
  });
});

describe('the plan', () => {
  it('adds the kinds that a wanted one looks at, first', () => {
    const listener = names('elbv2.listener', { after: ['elbv2.load-balancer'] });
    const plan = planned([listener, groups, names('elbv2.load-balancer', {})], new Set<Kind>(['elbv2.listener']));
    expect([...plan.keys()]).toEqual(['elbv2.load-balancer', 'elbv2.listener']);
  });

  it('refuses collectors that wait for each other', () => {
    const a = names('ec2.vpc', { after: ['ec2.subnet'] });
    const b = names('ec2.subnet', { after: ['ec2.vpc'] });
    expect(() => planned([a, b], null)).toThrow('ec2.vpc after ec2.subnet after ec2.vpc');
  });
});

describe('a fact', () => {
  const withFact = (value: unknown) => read(names('ec2.vpc', { items: () => ['v'] }, { facts: { state: () => value } }));

  it('is stored as JSON stores it', async () => {
    const { nodes } = await withFact({ at: new Date(0), none: undefined, list: [1, null, { deep: true }] });
    expect(nodes[0]?.facts['state']).toEqual({ at: '1970-01-01T00:00:00.000Z', list: [1, null, { deep: true }] });
  });

  it.each([
    [undefined, 'malformed'],
    [new Uint8Array(2), 'crashed'],
    [Number.NaN, 'crashed'],
    [() => 1, 'crashed'],
  ])('is a gap where it is %s', async (value, reason) => {
    const { nodes } = await withFact(value);
    expect([nodes[0]?.facts, nodes[0]?.gaps['state']?.reason]).toEqual([{}, reason]);
  });
});
