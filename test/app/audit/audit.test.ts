import { describe, expect, it } from 'vitest';
import { auditAccount, type AuditSettings, type KeptRun } from '../../../src/app/audit/audit.ts';
import { stateKey } from '../../../src/app/audit/keys.ts';
import { type AuditState, parseState } from '../../../src/app/audit/state.ts';
import { tell } from '../../../src/app/audit/tell.ts';
import { TimeGuard } from '../../../src/app/audit/time-guard.ts';
import type { ObjectStore, StoredObject, StoreOptions } from '../../../src/aws/destinations/object-store.ts';
import { auditedAccount, readingOf } from '../../kit/audits.ts';

class MemoryStore implements ObjectStore {
  readonly objects = new Map<string, StoredObject>();
  #writes = 0;
  /** Called before a write that has a condition. */
  onConditional: () => void = () => {};

  get(key: string): Promise<StoredObject | null> {
    return Promise.resolve(this.objects.get(key) ?? null);
  }

  put(key: string, body: Uint8Array, { over }: StoreOptions): Promise<string | null> {
    if (over !== undefined) this.onConditional();
    if (over !== undefined && over !== (this.objects.get(key)?.version ?? null)) return Promise.resolve(null);
    return Promise.resolve(this.write(key, body));
  }

  write(key: string, body: string | Uint8Array): string {
    const version = String(++this.#writes);
    this.objects.set(key, { body: typeof body === 'string' ? new TextEncoder().encode(body) : body, version });
    return version;
  }

  state(): AuditState | null {
    const stored = this.objects.get(lastRun);
    return stored === undefined ? null : parseState(stored.body);
  }
}

const lastRun = stateKey(auditedAccount);
const guard = new TimeGuard(
  () => 600_000,
  () => false,
);
const lines: string[] = [];

interface Changed {
  readonly settings?: Partial<AuditSettings>;
  /** Until which hour the audit takes. */
  readonly until?: number;
}

/** An audit at an hour of the day, of the sound account with some faults. */
function audit(
  store: MemoryStore,
  hour: number,
  faults: readonly string[] = [],
  { settings, until = hour }: Changed = {},
): Promise<KeptRun> {
  lines.length = 0;
  const at = new Date(Date.UTC(2026, 11, 1, hour));
  let looks = 0;
  return auditAccount({
    settings: { bucket: 'reports', regions: [], ruleset: 'standard', configKey: null, notifyFrom: 'high', tells: ['topic'], ...settings },
    store,
    read: readingOf(at, ...faults),
    guard,
    now: () => (looks++ === 0 ? at : new Date(Date.UTC(2026, 11, 1, until))),
    requestId: 'request',
    log: (line) => lines.push(line),
  });
}

const broken = 'the database has no standby';

describe('an audit', () => {
  it('keeps snapshot, reports and state at first, and has nothing to tell', async () => {
    const store = new MemoryStore();
    const { drift, kept, keys } = await audit(store, 5);
    expect({ drift, notices: kept?.state.notices }).toEqual({ drift: null, notices: [] });
    const files = ['snapshot.ndjson.gz', 'report.json', 'report.sarif', 'report.html'].map((file) => keys.key(file));
    expect([...store.objects.keys()].sort()).toEqual([...files, lastRun].sort());
    expect(lines).toEqual(['there is no earlier run to compare with']);
  });

  it('keeps what flipped as a notice until it is told, and tells it once', async () => {
    const store = new MemoryStore();
    await audit(store, 5);
    const second = await audit(store, 6, [broken]);
    expect(lines).toEqual([]);
    expect(second.drift?.flips.map(({ rule }) => rule)).toContain('rds.instance-multi-az');
    const heard: string[] = [];
    const deaf = { publish: () => Promise.reject(new Error('nobody listens')) };
    const topic = { publish: (subject: string) => Promise.resolve(void heard.push(subject)) };
    expect(await tell(second, { topic: deaf, eventBus: null }, store, guard)).toEqual(['nobody listens']);
    expect(store.state()?.notices).toHaveLength(1);
    const third = await audit(store, 7, [broken]);
    expect(third.drift?.flips).toEqual([]);
    expect(await tell(third, { topic, eventBus: null }, store, guard)).toEqual([]);
    expect(heard).toEqual([expect.stringContaining('newly failing')]);
    expect(store.state()?.notices).toEqual([]);
    expect(await tell(await audit(store, 8, [broken]), { topic, eventBus: null }, store, guard)).toEqual([]);
    expect(heard).toHaveLength(1);
  });

  it('tells again where it could not keep that it has told, and leaves the rest to the run that took over', async () => {
    const store = new MemoryStore();
    await audit(store, 5);
    const takeOver = () => {
      store.write(lastRun, JSON.stringify(store.state()));
    };
    const deaf = { publish: () => Promise.reject(new Error('no')) };
    const run = await audit(store, 6, [broken]);
    store.onConditional = takeOver;
    expect(await tell(run, { topic: deaf, eventBus: null }, store, guard)).toEqual([
      'no',
      'another run has taken over what was not told yet',
    ]);
    expect(store.state()?.notices).toHaveLength(1);
    expect(await tell(run, { topic: deaf, eventBus: null }, store, guard)).toEqual([]);
    store.onConditional = () => {};
    const next = await audit(store, 7, [broken]);
    store.onConditional = takeOver;
    const heard: string[] = [];
    const topic = { publish: (subject: string) => Promise.resolve(void heard.push(subject)) };
    expect(await tell(next, { topic, eventBus: null }, store, guard)).toEqual([]);
    expect([heard, store.state()?.notices]).toMatchObject([{ length: 1 }, { length: 1 }]);
  });

  it('tells nothing where another run has seen the account since it began', async () => {
    const store = new MemoryStore();
    await audit(store, 9);
    const before = store.state();
    const { drift, kept } = await audit(store, 8, [broken], { until: 9 });
    expect({ drift, kept }).toEqual({ drift: null, kept: null });
    expect(store.state()).toEqual(before);
    expect(lines.join()).toMatch(/has seen the account since this one began/);
  });

  it('is not silent until a wrong clock comes true: a run of the future is compared with', async () => {
    const store = new MemoryStore();
    await audit(store, 9);
    const { kept } = await audit(store, 8, [broken]);
    expect(kept?.state.notices.map(({ subject }) => subject)).toEqual([expect.stringContaining('newly failing')]);
  });

  it('tells once where the same event is delivered twice', async () => {
    const store = new MemoryStore();
    await audit(store, 5);
    const [first, second] = await Promise.all([audit(store, 6, [broken]), audit(store, 6, [broken])]);
    const published: string[] = [];
    for (const run of [first, second]) {
      await tell(run, { topic: { publish: async (subject) => void published.push(subject) }, eventBus: null }, store, guard);
    }
    expect(published).toEqual([expect.stringContaining('newly failing')]);
  });

  it('fails where others keep changing the state, and says what follows', async () => {
    const store = new MemoryStore();
    await audit(store, 5);
    let conflicts = 0;
    store.onConditional = () => {
      conflicts += 1;
      store.write(lastRun, JSON.stringify(store.state()));
    };
    await expect(audit(store, 6)).rejects.toThrow(/other runs kept changing the state of \d+ at the same time; the next run will compare/);
    expect(conflicts).toBe(4);
  });

  it('compares again where one other run was faster', async () => {
    const store = new MemoryStore();
    await audit(store, 5);
    store.onConditional = () => {
      store.onConditional = () => {};
      store.write(lastRun, JSON.stringify({ ...store.state(), run: 'faster' }));
    };
    const { kept } = await audit(store, 6, [broken]);
    expect(kept?.state.notices.map(({ subject }) => subject)).toEqual([expect.stringContaining('newly failing')]);
  });

  it('says so where the state of the last run cannot be read: silence would look like no change', async () => {
    const store = new MemoryStore();
    await audit(store, 5);
    store.write(lastRun, '{"schema":');
    const { drift, kept } = await audit(store, 6, [broken]);
    expect(drift).toBeNull();
    expect(kept?.state.notices.map(({ message }) => message)).toEqual([expect.stringMatching(/state of the last run cannot be read/)]);
    expect((await audit(store, 7)).drift?.flips.map(({ flip }) => flip)).toContain('repaired');
  });

  it.each(['gone', 'damaged'])('says so where the snapshot of the last run is %s', async (what) => {
    const store = new MemoryStore();
    await audit(store, 5);
    const { snapshot } = store.state() ?? { snapshot: '' };
    if (what === 'gone') store.objects.delete(snapshot);
    else store.write(snapshot, store.objects.get(snapshot)?.body.subarray(0, 500) ?? '');
    const { drift, kept } = await audit(store, 6);
    expect(drift).toBeNull();
    expect(kept?.state.notices).toEqual([expect.objectContaining({ subject: expect.stringMatching(/could not be compared/) })]);
  });

  it('does not go on without its configuration', async () => {
    const store = new MemoryStore();
    await expect(audit(store, 5, [], { settings: { configKey: 'ha-audit/config.yaml' } })).rejects.toThrow(
      'there is no ha-audit/config.yaml in the bucket; put the configuration there, or leave HA_AUDIT_CONFIG_KEY empty',
    );
    expect([...store.objects.keys()]).toEqual([]);
    store.write('ha-audit/config.yaml', 'ruelset: strict\n');
    await expect(audit(store, 5, [], { settings: { configKey: 'ha-audit/config.yaml' } })).rejects.toThrow(/ruelset/);
  });

  it('keeps nothing for listeners that nobody set', async () => {
    const store = new MemoryStore();
    await audit(store, 5);
    expect((await audit(store, 6, [broken], { settings: { tells: [] } })).kept?.state.notices).toEqual([]);
  });
});
