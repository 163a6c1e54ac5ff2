import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/model/validation/formats.ts';
import { withDefinitions } from '../../tools/gen/schemas.ts';
import { simplify } from '../../src/model/validation/json-schema.ts';
import { gapSchema } from '../../src/model/gap.ts';

function validator(name: string): (value: unknown) => boolean {
  const schema: unknown = JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'));
  if (typeof schema !== 'object' || schema === null) throw new TypeError(`${name} is no schema`);
  return new Ajv({ formats, strict: true, strictTypes: false, strictRequired: false, validateSchema: true }).compile(schema);
}

describe('the schema of the configuration', () => {
  const accepts = validator('config');
  const setting = (id: string, value: unknown) => accepts({ rules: { [id]: value } });

  it('takes every rule, off or with settings', () => {
    expect(accepts({ regions: ['all'], ruleset: 'strict' })).toBe(true);
    for (const id of ['rds.instance-multi-az', 'load-balancer.no-classic']) {
      expect(setting(id, 'off')).toBe(true);
      expect(setting(id, { severity: 'low', environments: 'all', params: {} })).toBe(true);
    }
    expect(setting('rds.instance-multi-az', { params: { engines: ['mysql'] } })).toBe(true);
  });

  it('refuses rules and settings that there are not', () => {
    expect(setting('rds.no-such-rule', 'off')).toBe(false);
    for (const id of ['rds.instance-multi-az', 'load-balancer.no-classic']) {
      for (const wrong of [
        'on',
        7,
        { severity: 'grave' },
        { environments: 'prod' },
        { param: {} },
        { params: { other: 1 } },
        { params: 1 },
      ])
        expect([id, wrong, setting(id, wrong)]).toEqual([id, wrong, false]);
    }
    expect(setting('rds.instance-multi-az', { params: { engines: [7] } })).toBe(false);
  });
});

describe('the schema of snapshots', () => {
  const accepts = validator('snapshot');
  const lines = gunzipSync(readFileSync('fixtures/demo/account.ndjson.gz')).toString().trim().split('\n');

  it('takes every line of one, and the whole as a document', () => {
    const [header, ...nodes] = lines.map((line): unknown => JSON.parse(line));
    expect(accepts(header)).toBe(true);
    expect(nodes.filter((node) => !accepts(node))).toEqual([]);
    expect(accepts({ schema: 'ha-audit/snapshot@1', coverage: 'complete', nodes })).toBe(true);
  });

  it('refuses facts that are not of their type, on a line and in a document', () => {
    const node = { kind: 'rds.instance', id: 'a', account: '1', region: 'r' };
    const document = (facts: object) => accepts({ schema: 'ha-audit/snapshot@1', nodes: [{ ...node, facts }] });
    const line = (facts: object) => accepts({ ...node, key: 'a', name: null, facts, relations: {}, gaps: {} });
    for (const [facts, expected] of [
      [{ multiAz: true, tags: { a: 'b' } }, true],
      [{ multiAz: 'yes' }, false],
      [{ tags: { a: 1 } }, false],
    ] as const) {
      expect([facts, document(facts), line(facts)]).toEqual([facts, expected, expected]);
    }
    expect(accepts({ ...node, key: 'a', name: null, facts: {}, relations: {}, gaps: { multiAz: { reason: 'mood' } } })).toBe(false);
  });
});

describe('definitions', () => {
  it('hold what several places share, and nothing else', () => {
    const definition = simplify(gapSchema);
    expect(withDefinitions({ items: gapSchema })).toEqual({ items: definition });
    expect(withDefinitions({ properties: { a: gapSchema, b: { items: gapSchema } }, definitions: { own: {} } })).toEqual({
      properties: { a: { $ref: '#/definitions/gap' }, b: { items: { $ref: '#/definitions/gap' } } },
      definitions: { own: {}, gap: definition },
    });
  });
});
