import type { Stub } from './stub.ts';

/** A collector and its test, which fails until both are written. The kind itself is declared in `src/model/kinds/`. */
export function collectorStubs(service: string, noun: string): readonly Stub[] {
  return [
    { path: `src/collectors/${service}/${noun}.ts`, content: collector(service, noun) },
    { path: `test/collectors/${service}.${noun}.test.ts`, content: test(service, noun) },
  ];
}

const collector = (service: string, noun: string): string => `import { defineCollector, required } from '../kit/define.ts';

interface Item {
  readonly Arn?: string;
}

export default defineCollector({
  kind: '${service}.${noun}',
  list: {
    action: '${service}:DescribeTODO',
    fetch: (_clients, _input: undefined, _token): Promise<readonly Item[]> => Promise.reject(new Error('TODO: send the command for one page')),
    items: (page) => page,
  },
  id: (item) => required(item.Arn, 'Arn'),
  facts: {},
  relations: {},
});
`;

const test = (service: string, noun: string): string => `import { describe, expect, it } from 'vitest';
import collector from '../../src/collectors/${service}/${noun}.ts';
import { mapOne, misfits } from '../kit/mapping.ts';

describe('${service}.${noun}', () => {
  it('reads an answer with every optional field missing', () => {
    const draft = mapOne(collector, [{ Arn: 'arn:aws:${service}:us-east-1:123456789012:${noun}/example' }], undefined);
    expect(misfits(draft)).toEqual([]);
    expect(draft.gaps).toEqual({});
    expect(draft.facts).not.toEqual({});
  });
});
`;
