import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AnyCollector } from '../src/collectors/kit/define.ts';
import { planned } from '../src/collectors/kit/plan.ts';
import { collectors as registry } from '../src/generated/collectors.ts';
import { isKind, kindNames, kinds } from '../src/model/kinds.ts';
import { isWireService, packages } from './kit/aws-wire.ts';
import { mapPage, misfits, testScope } from './kit/mapping.ts';
import { projectFiles } from './kit/project-files.ts';
import { recordedAnswers } from './kit/recorded.ts';

const files = projectFiles('src/collectors').filter((file) => /^src\/collectors\/(?!kit\/)[^/]+\/[^/]+\.ts$/.test(file));

/** IAM prefixes that the collectors of a folder may name. */
const prefixes: Readonly<Record<string, readonly string[]>> = {
  acm: ['acm'],
  applicationautoscaling: ['application-autoscaling'],
  autoscaling: ['autoscaling'],
  config: ['config'],
  ec2: ['ec2', 'ssm'],
  ecr: ['ecr'],
  ecs: ['ecs'],
  elasticache: ['elasticache'],
  elb: ['elasticloadbalancing'],
  elbv2: ['elasticloadbalancing'],
  iam: ['iam'],
  kms: ['kms'],
  rds: ['rds'],
  ssm: ['ssm'],
};

const units = await Promise.all(
  files.map(async (file): Promise<readonly [name: string, collector: AnyCollector, file: string]> => {
    const name = file.replace('src/collectors/', '').replace('.ts', '').replace('/', '.');
    if (!isKind(name)) throw new Error(`${file} reads no kind that is known`);
    return [name, await registry[name](), file];
  }),
);

function actionsOf({ list, details = [] }: AnyCollector): readonly string[] {
  return [list.action, ...details.map(({ action }) => action)];
}

/** Recorded answers to the listing of a collector, as far as there are any and it makes a call at all. */
function recordingsOf({ list, details = [] }: AnyCollector) {
  if (details.some(({ action }) => action === list.action)) return [];
  const [service = '', operation = ''] = list.action.split(':');
  return existsSync(`fixtures/aws/${service}/${operation}`) ? recordedAnswers(service, operation) : [];
}

describe('the collectors', () => {
  it('are one file for each kind', () => {
    expect(units.map(([name]) => name).sort()).toEqual([...kindNames]);
    expect(Object.keys(registry).sort()).toEqual([...kindNames]);
  });

  it('never wait for each other', () => {
    const all = units.map(([, collector]) => collector);
    expect(planned(all, null).size).toBe(all.length);
  });
});

describe.each(units)('%s', (name, collector, file) => {
  const { kind, facts, relations, details = [] } = collector;
  const declared = kinds[kind];

  it('is the kind of its path, on one screen', () => {
    expect(kind).toBe(name);
    expect(readFileSync(file, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  });

  it('makes calls that only read and that the SDK knows', async () => {
    for (const action of actionsOf(collector)) {
      expect(action).toMatch(/^[a-z][a-z0-9-]*:(?:Describe|Get|List)[A-Z][A-Za-z0-9]+$/);
      const [service = '', operation = ''] = action.split(':');
      expect(prefixes[name.split('.')[0] ?? '']).toContain(service);
      if (isWireService(service)) expect(await packages[service]()).toHaveProperty(`${operation}Command`);
    }
  });

  it('names each call once', () => {
    const own = details.map(({ action }) => action);
    expect(new Set(own).size).toBe(own.length);
    for (const { batch } of details) expect(batch).toBeGreaterThanOrEqual(1);
  });

  it('tells every fact and every relation of the kind, each once', () => {
    const told = [...Object.keys(facts), ...Object.keys(relations), ...details.flatMap((detail) => detail.facts)];
    expect([...told].sort()).toEqual([...Object.keys(declared.facts), ...Object.keys(declared.relations)].sort());
    for (const relation of Object.keys(relations)) expect(declared.relations).toHaveProperty(relation);
  });

  it('has a name where findings are identified by it', () => {
    if (declared.identifiedBy === 'name') expect(collector.name).toBeTypeOf('function');
  });

  it('says which kinds its requests look at', () => {
    const looked: string[] = [];
    collector.list.requests?.((parent) => {
      looked.push(parent);
      return [];
    }, testScope);
    expect([...new Set(looked)].sort()).toEqual([...(collector.list.after ?? [])].sort());
  });

  it('gives ids that are ARNs, keys that are unique, and facts as declared', () => {
    for (const { name: recording, page } of recordingsOf(collector)) {
      const named = (collector.list.items(page, 'arn:aws:x:us-east-1:123456789012:parent') ?? []).filter((item) =>
        canName(collector, item),
      );
      const drafts = mapPage({ ...collector, list: { ...collector.list, items: () => named } }, page);
      const byId = new Map(drafts.map((draft) => [draft.id, draft]));
      for (const id of byId.keys()) expect(id, recording).toMatch(/^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d*:.+/);
      // A recording may hold items of several accounts, each with names of its own.
      expect(new Set([...byId.values()].map(({ id, key }) => `${id.split(':')[4]} ${key}`)).size, recording).toBe(byId.size);
      expect(drafts.flatMap(misfits), recording).toEqual([]);
      expect(
        drafts.flatMap(({ gaps }) => Object.values(gaps)).filter(({ reason }) => reason !== 'malformed'),
        recording,
      ).toEqual([]);
    }
  });
});

/** Recordings that were cut down lack even the ARN: {@link mapPage} would throw. */
function canName(collector: AnyCollector, item: unknown): boolean {
  try {
    return mapPage({ ...collector, list: { ...collector.list, items: () => [item] } }, null).length === 1;
  } catch {
    return false;
  }
}
