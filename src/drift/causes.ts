import type { DriftStatus, VerdictFlip } from '../model/drift-report.ts';
import type { GapReason } from '../model/gap.ts';
import type { Report, Result } from '../model/report.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Difference, isDrift } from './changes.ts';
import { groupedBy } from './grouped.ts';
import type { Matching } from './matching.ts';
import { putBack } from './put-back.ts';
import type { Flipped } from './verdicts.ts';

/** Judges a snapshot by some rules, at a time in milliseconds since 1970, else at the snapshot's own. */
export type JudgeAgain = (snapshot: Snapshot, rules: ReadonlySet<string>, asOf?: number) => Report;

/** Trials cost a judging of the whole account each. */
const mostTrials = 400;
const mostJudgedResources = 3_000_000;
/** Where more changed than this within reach of a rule, only what its verdict names is tried. */
const mostWithinReach = 40;

/** Reasons of what was read in full and is still not decidable: the account made it so. */
const seen: ReadonlySet<GapReason> = new Set(['transitional', 'no-evidence', 'crashed']);

export interface CausesOptions {
  readonly differences: readonly Difference[];
  readonly matching: Matching;
  readonly after: Snapshot;
  /** Rules whose verdicts flipped. */
  readonly rules: ReadonlySet<string>;
  /** Kinds that a rule reads. */
  readonly readsOf: (rule: string) => ReadonlySet<string>;
  readonly judge: JudgeAgain;
  /** Time at which BEFORE was judged, in milliseconds since 1970. */
  readonly judgedBefore: number;
}

type Cause = VerdictFlip['cause'];

/**
 * Finds what explains a flip: puts changes of AFTER back, first those that the verdict names, then those on the resources it names,
 * then those within reach of its rule, and judges anew. What brings the old verdict back is a cause.
 */
export class Causes {
  readonly #options: CausesOptions;
  readonly #byUnit: ReadonlyMap<string, readonly Difference[]>;
  readonly #trials = new Map<string, ReadonlyMap<string, DriftStatus>>();
  readonly #renamed: ReadonlyMap<string, string>;
  /** Flips for which no trial was left. */
  readonly #untried = new Set<Flipped>();
  #left: number;

  constructor(options: CausesOptions) {
    this.#options = options;
    this.#byUnit = groupedBy(options.differences, ({ change }) => options.matching.unitOf(change.resource.id));
    this.#renamed = options.matching.renamedKeys();
    this.#left = Math.min(mostTrials, Math.floor(mostJudgedResources / Math.max(1, options.after.header.nodes)));
  }

  get untried(): number {
    return this.#untried.size;
  }

  of(flipped: Flipped, results: readonly Result[]): Cause {
    const { before, after, unit } = flipped;
    if (flipped.isRole) return { proof: 'replaced', changes: this.#replacement(unit) };
    if (before === 'absent' || after === 'absent') {
      const whole = (this.#byUnit.get(unit) ?? []).filter(({ change }) => change.fact === null);
      return { proof: 'existence', changes: idsOf(whole) };
    }
    const stages = this.#stages(flipped, results);
    const tried = this.#tried(flipped, stages);
    if (tried !== null) return tried;
    const isUnseen = [before, after].includes('unseen');
    if (isUnseen || results.some(({ gaps }) => gaps.some(({ reason }) => !seen.has(reason)))) return { proof: 'coverage', changes: [] };
    if (this.#verdict([], flipped, this.#options.judgedBefore) === before) return { proof: 'time', changes: [] };
    const named = stages.slice(0, 2).find((stage) => stage.length > 0);
    if (named !== undefined) return { proof: 'evidence', changes: idsOf(named) };
    const replaced = stages.flat().filter(({ change }) => change.class === 'replaced');
    return { proof: replaced.length > 0 ? 'replaced' : 'unexplained', changes: idsOf(replaced) };
  }

  /** Null where no trial brought the old verdict back. */
  #tried(flipped: Flipped, stages: readonly (readonly Difference[])[]): Cause | null {
    const restores = (differences: readonly Difference[]) => this.#verdict(differences, flipped) === flipped.before;
    for (const stage of stages) {
      const single = stage.filter((difference) => restores([difference]));
      if (single.length > 0) return { proof: 'proven', changes: idsOf(single) };
    }
    let needed = [...new Set(stages.flat())];
    if (needed.length < 2 || !restores(needed)) return null;
    // What comes about by itself is dropped first, so that a decision is named where either would do.
    for (const each of needed.toSorted((a, b) => Number(isDrift(a.change)) - Number(isDrift(b.change)))) {
      const fewer = needed.filter((other) => other !== each);
      if (restores(fewer)) needed = fewer;
    }
    return { proof: needed.length === 1 ? 'proven' : 'together', changes: idsOf(needed) };
  }

  #stages({ rule }: Flipped, results: readonly Result[]): readonly (readonly Difference[])[] {
    const { differences, matching, readsOf } = this.#options;
    const on = (id: string) => this.#byUnit.get(matching.unitOf(id)) ?? [];
    const evidence = results.flatMap((result) => result.evidence);
    const observed = evidence.flatMap(({ resource, fact }) => on(resource).filter(({ change }) => [fact, null].includes(change.fact)));
    const named = results.flatMap(({ resource, related }) => [resource.id, ...related]);
    const onNamed = [...named, ...evidence.map(({ resource }) => resource)].flatMap(on);
    const places = new Set(results.map(({ resource: { account, region } }) => `${account}|${region}`));
    const within = differences.filter(
      ({ change: { resource } }) => readsOf(rule).has(resource.kind) && places.has(`${resource.account}|${resource.region}`),
    );
    const staged = new Set<Difference>();
    return [observed, onNamed, within.length > mostWithinReach ? [] : within].map((stage) => {
      const fresh = [...new Set(stage)].filter((difference) => !staged.has(difference));
      for (const difference of fresh) staged.add(difference);
      return fresh;
    });
  }

  /** What a flipped rule would say of the unit with these changes put back; null where no trial is left. */
  #verdict(differences: readonly Difference[], flipped: Flipped, asOf?: number): DriftStatus | null {
    const { rule, unit, before } = flipped;
    const key = [String(asOf ?? ''), ...idsOf(differences)].join(' ');
    let verdicts = this.#trials.get(key);
    if (verdicts === undefined) {
      if (this.#left <= 0) {
        this.#untried.add(flipped);
        return null;
      }
      this.#left -= 1;
      const { after, rules, judge, matching } = this.#options;
      const report = judge(putBack(after, differences, this.#renamed), rules, asOf);
      const found = new Map<string, DriftStatus>();
      for (const result of report.results) found.set(`${result.rule} ${matching.unitOf(result.resource.id)}`, result.status);
      this.#trials.set(key, (verdicts = found));
    }
    return verdicts.get(`${rule} ${unit}`) ?? (before === 'not-applicable' ? before : null);
  }

  /** The change of the list of instances of the group that a role belongs to. */
  #replacement(role: string): readonly string[] {
    const [, account, region, group] = role.split('|');
    const found = this.#options.differences.filter(
      ({ change: { resource, fact } }) =>
        resource.kind === 'autoscaling.group' &&
        fact === 'instances' &&
        resource.name === group &&
        resource.account === account &&
        resource.region === region,
    );
    return idsOf(found);
  }
}

function idsOf(differences: readonly Difference[]): readonly string[] {
  return differences.map(({ change }) => change.id).sort();
}
