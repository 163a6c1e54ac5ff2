import { validator } from '../src/model/validation/validator.ts';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageOf } from '../src/engine/references.ts';
import { defaultParams } from '../src/engine/params.ts';
import type { Rule } from '../src/engine/rule.ts';
import { actions } from '../src/generated/actions.ts';
import { rules } from '../src/generated/rules.ts';
import { readInvariants } from '../tools/gen/invariants.ts';

const catalogue = readInvariants().flatMap(({ invariants: rows }) => rows);
const invariants = new Set(catalogue.map(({ id }) => id));

/** Sources of rules that take their identifier from elsewhere; each file must tell its own. */
const files = readdirSync('rules', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== '_lib')
  .flatMap(({ name }) =>
    readdirSync(`rules/${name}`).map((file) => ({ id: `${name}.${file.replace(/\.ts$/, '')}`, path: `rules/${name}/${file}` })),
  );

const tests = readdirSync('test/rules', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(`test/rules/${file}`, 'utf8'))
  .join('\n');

describe('the registry', () => {
  it('holds every file below rules/ under its path as id, and nothing else', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(rules.map(({ id }) => id)).toEqual(files.map(({ id }) => id).sort());
  });

  it('names causes that exist and never lead back', () => {
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    const causesOf = (id: string, path: readonly string[]): readonly string[] => {
      if (path.includes(id)) return [[...path, id].join(' < ')];
      const rule = byId.get(id);
      if (rule === undefined) return [`${path.join(' < ')} < ${id}, which is no rule`];
      return rule.subsumedBy.flatMap((cause) => causesOf(cause, [...path, id]));
    };
    expect(rules.flatMap(({ id }) => causesOf(id, []))).toEqual([]);
  });

  it('decides nothing that the catalogue says cannot be decided', () => {
    const decided = new Set(rules.flatMap((rule) => rule.invariants));
    expect(catalogue.filter(({ id, undecidable }) => undecidable !== null && decided.has(id)).map(({ id }) => id)).toEqual([]);
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  });

  it('covers every row of the eight families and the zones and capacity beneath them', () => {
    const covered = new Set(rules.flatMap((rule) => rule.invariants));
    expect(
      readFileSync('test/fixtures/families.txt', 'utf8')
        .trim()
        .split('\n')
        .filter((row) => !covered.has(row)),
    ).toEqual([]);
  });
});

describe.each(rules.map((rule): [string, Rule] => [rule.id, rule]))('%s', (id, rule) => {
  it('states the good condition in one line', () => {
    expect(rule.title).toMatch(/^[A-Z][^\n]{15,110}[^.\s]$/);
    expect(rule.title).not.toMatch(/^Ensure\b/);
    expect(rule.why).toMatch(/^[A-Z][^\n]{30,}\.$/);
  });

  it('names invariants of the catalogue and references that lead somewhere', () => {
    expect(rule.invariants.filter((row) => !invariants.has(row))).toEqual([]);
    expect(rule.references).not.toHaveLength(0);
    for (const reference of rule.references) expect(pageOf(reference), reference).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });

  it('has strict parameters with a default and a description each', () => {
    expect(rule.params.additionalProperties).toBe(false);
    for (const [name, schema] of Object.entries(rule.params.properties)) {
      expect(schema, `parameter ${name}`).toMatchObject({ description: expect.stringMatching(/.{20,}/), default: expect.anything() });
    }
    const { accepts } = validator(rule.params);
    expect(accepts(defaultParams(rule))).toBe(true);
    for (const [ruleset, threshold] of Object.entries(rule.thresholds)) {
      expect(rule.rulesets).toContain(ruleset);
      expect(accepts({ ...defaultParams(rule), ...threshold }), `thresholds of ${ruleset}`).toBe(true);
      expect({ ...defaultParams(rule), ...threshold }).not.toEqual(defaultParams(rule));
    }
    expect(accepts({ ...defaultParams(rule), nobodyKnowsThis: 1 })).toBe(false);
  });

  it('reads kinds that a permission can be named for', () => {
    for (const kind of rule.reads) expect(actions[kind], kind).not.toHaveLength(0);
  });

  it('has cases', () => {
    const path = `rules/${id.replace('.', '/')}.ts`;
    expect(existsSync(path)).toBe(true);
    expect(tests).toContain(path.slice('rules/'.length));
  });
});
