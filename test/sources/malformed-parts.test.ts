import { describe, expect, it } from 'vitest';
import { malformedParts } from '../../src/sources/malformed-parts.ts';
import type { NodeRecord } from '../../src/model/snapshot.ts';

function badParts(facts: NodeRecord['facts'], relations: NodeRecord['relations'] = {}): readonly string[] {
  const place = { account: '1', region: 'r' };
  return malformedParts('rds.instance', { kind: 'rds.instance', id: 'a', key: 'a', name: 'a', ...place, facts, relations, gaps: {} });
}

describe('malformed parts', () => {
  it('are none of what is partly known, or a fact of a newer version', () => {
    expect(badParts({})).toEqual([]);
    expect(badParts({ engine: 'mysql', multiAz: true, zoneName: null, factOfTomorrow: 1, constructor: 2 })).toEqual([]);
  });

  it('are all that are bad, each once, in the order of the declaration', () => {
    expect(badParts({ zoneName: 7, multiAz: 'yes', tags: { Env: 1, App: 2 }, engine: 3 })).toEqual([
      'engine',
      'multiAz',
      'zoneName',
      'tags',
    ]);
  });

  it('are facts that are null and never absent', () => {
    expect(badParts({ engine: null })).toEqual(['engine']);
  });
});
