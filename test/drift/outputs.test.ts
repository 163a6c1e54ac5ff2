import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driftFormats } from '../../src/output/drift/formats.ts';
import type { DriftReport } from '../../src/model/drift-report.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { Account } from '../../tools/accounts/account.ts';
import { mutations } from '../accounts/mutations.ts';
import { drifted, driftText } from '../kit/drifts.ts';
import { expectGolden } from '../kit/golden.ts';
import { hostileText } from '../kit/hostile-text.ts';
import { readAccount } from '../kit/whole-account.ts';
import { denied, node, world, worldWithGaps } from '../kit/world.ts';

const recorded = await readAccount('fixtures/accounts/sound/account.ndjson.gz');
const { startedAt, finishedAt } = recorded.header;

function sound(...names: readonly (keyof typeof mutations)[]): Snapshot {
  const account = new Account(recorded);
  for (const name of names) mutations[name]?.(account);
  return account.complete(startedAt, finishedAt);
}

const broken = sound(
  'the database has no standby',
  'the subnet app-b leaves through the NAT gateway of the other zone',
  'the load balancer admits the world to SSH',
  'the servers admit nobody',
  'the load balancer admits nobody',
);
const examples: Readonly<Record<string, DriftReport>> = {
  broken: drifted(sound(), broken),
  repaired: drifted(broken, sound()),
  none: drifted(sound(), sound()),
  less: drifted(
    world(node('rds.instance', 'orders', { multiAz: true }), node('ec2.security-group', 'sg-1')),
    worldWithGaps({ 'rds.instance': denied('rds:DescribeDBInstances') }, node('ec2.security-group', 'sg-2'), node('ec2.vpc', 'vpc-1')),
  ),
};

/** A change of everything that people write, by everybody who writes it. */
function hostile(text: string): DriftReport {
  const side = (multiAz: boolean, tag: string) =>
    world(
      node('rds.instance', text, { multiAz, engine: 'postgres', tags: { [text]: tag, Name: text } }),
      node('autoscaling.group', text, { tags: { workload: text }, healthCheckTypes: multiAz ? ['EC2', 'ELB'] : ['EC2', text] }),
      ...(multiAz ? [] : [node('ec2.security-group', `sg-${text}`, { groupName: text })]),
    );
  const report = drifted(side(true, text), side(false, `${text}!`));
  return { ...report, before: { ...report.before, source: text }, exit: { code: 1, reason: text } };
}

const extensions = { table: 'txt', json: 'json', markdown: 'md', html: 'html' } as const;

describe.each(driftFormats)('drift as %s', (format) => {
  it.each(Object.entries(examples))('looks as accepted: %s', async (name, report) => {
    expectGolden(`test/golden/drift/${name}.${extensions[format]}`, await driftText(report, format));
    if (format === 'table') expectGolden(`test/golden/drift/${name}.verbose.txt`, await driftText(report, format, true));
  });

  it('is harmless, whatever people write', async () => {
    const shape = (text: string) => text.match(/<\/?(?!bdi)[a-z]+/g)?.join(' ');
    const plain = shape(await driftText(hostile('x'), format, true));
    await fc.assert(
      fc.asyncProperty(
        hostileText.filter((text) => text.trim() !== '' && !text.startsWith('arn:')),
        async (written) => {
          const text = await driftText(hostile(written), format, true);
          expect(text.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u)).toBe(null);
          expect(text.split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
          if (format === 'html') expect(shape(text)).toBe(plain);
          if (format === 'markdown') expect(text).not.toMatch(/<(script|img)|\]\(|(^|[^&])#\d/);
          if (format === 'json') expect(() => void JSON.parse(text)).not.toThrow();
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe('the JSON of drift', () => {
  const ajv = new Ajv({ allErrors: true });
  formats.default(ajv);
  const schema: unknown = JSON.parse(readFileSync('schemas/drift.schema.json', 'utf8'));
  const isDrift = ajv.compile(typeof schema === 'object' && schema !== null ? schema : {});

  it.each(Object.entries(examples))('is as its schema says: %s', async (_name, report) => {
    expect(isDrift(JSON.parse(await driftText(report, 'json'))), JSON.stringify(isDrift.errors)).toBe(true);
  });

  it('has ids that are unique and lead from flips to changes and back', () => {
    for (const { flips, changes } of Object.values(examples)) {
      expect(new Set(flips.map(({ id, rule }) => `${rule} ${id}`)).size).toBe(flips.length);
      expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
      const told = flips.flatMap(({ id, cause }) => cause.changes.map((change) => `${change} ${id}`));
      expect(changes.flatMap(({ id, explains }) => explains.map((flip) => `${id} ${flip}`)).sort()).toEqual(told.sort());
    }
  });
});

describe('the page of drift', () => {
  it('runs and loads nothing, and has a policy that its style meets', async () => {
    const page = await driftText(examples['broken'] ?? hostile('x'), 'html');
    expect(page).toContain("default-src 'none'; style-src 'sha256-");
    expect(page).not.toMatch(/<script|<link|<img|\son\w+=|\sstyle=|https?:/);
  });
});

it('is documented with what it really prints', async () => {
  expect(readFileSync('docs/drift.md', 'utf8')).toContain(`\`\`\`text\n${await driftText(drifted(sound(), broken), 'table')}\`\`\``);
});
