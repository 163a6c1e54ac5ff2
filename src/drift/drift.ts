import type { ExitPolicy } from '../engine/exit-status.ts';
import { kindsRead, type SelectedRule } from '../engine/report.ts';
import { type Change, type DriftReport, driftSchemaId, type DriftSide, type Flip, type VerdictFlip } from '../model/drift-report.ts';
import type { Report, Ruleset } from '../model/report.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { attachment } from './attachment.ts';
import { Causes, type JudgeAgain } from './causes.ts';
import { compare, type Difference, isDrift, noiseOf } from './changes.ts';
import { exitOfDrift } from './exit.ts';
import { fleetsOf } from './fleets.ts';
import { compare as byText, FlippedResults, inOrder, tellingFlip } from './flips.ts';
import { Matching } from './matching.ts';
import { isWithin, missingPlaces, sharedPlaces } from './places.ts';
import { scalingOwners } from './scaling-owners.ts';
import { Side } from './side.ts';
import { flippedVerdicts, Verdicts } from './verdicts.ts';

/** A snapshot, judged by the same rules as the other one. */
export interface JudgedSnapshot {
  /** The file, or `live`. */
  readonly source: string;
  readonly snapshot: Snapshot;
  /** Judged without `allowEmpty`, so that its exit status tells whether anything was judged. */
  readonly report: Report;
}

export interface DriftOptions {
  readonly rules: readonly SelectedRule[];
  readonly ruleset: Ruleset;
  readonly exit: ExitPolicy;
  readonly tool: { readonly name: string; readonly version: string };
  /** Time at which BEFORE was judged, in milliseconds since 1970. */
  readonly judgedBefore: number;
  readonly judge: JudgeAgain;
}

/**
 * What differs between two snapshots: verdicts that flipped, what explains them, and the rest. Pure.
 *
 * @throws InputError where the two share no account and region
 */
export function driftBetween(before: JudgedSnapshot, after: JudgedSnapshot, options: DriftOptions): DriftReport {
  const { rules, ruleset, exit, tool, judgedBefore, judge } = options;
  const kinds = kindsRead(rules.map(({ rule }) => rule));
  const places = sharedPlaces(before.snapshot, after.snapshot);
  const was = new Side(before.snapshot, kinds, (node) => isWithin(node, after.snapshot));
  const is = new Side(after.snapshot, kinds, (node) => isWithin(node, before.snapshot));
  const matching = new Matching(was, is);
  const [isPartBefore, isPartAfter] = [attachment(was, before.report), attachment(is, after.report)];
  const { differences, coverage: unknown } = compare(was, is, matching, {
    scaling: scalingOwners(was, is),
    isAttached: (node) => isPartBefore(node) || isPartAfter(node),
    kindsRead: kinds,
    places,
  });
  const verdicts = [new Verdicts(before.report, was, matching, 'before'), new Verdicts(after.report, is, matching, 'after')] as const;
  const flipped = [...flippedVerdicts(verdicts, [was, is], matching)];
  const byId = new Map(rules.map(({ rule }) => [rule.id, rule]));
  const causes = new Causes({
    differences,
    matching,
    after: after.snapshot,
    rules: new Set(flipped.map(({ rule }) => rule)),
    readsOf: (rule) => new Set<string>(byId.get(rule)?.reads),
    judge,
    judgedBefore,
  });
  const earlier = new FlippedResults(before.report, verdicts[0], 'before', flipped);
  const later = new FlippedResults(after.report, verdicts[1], 'after', flipped);
  const flips = flipped
    .flatMap((each) => {
      const [old, now] = [earlier.of(each), later.of(each)];
      const results = [now, old].flatMap((result) => result ?? []);
      return tellingFlip(each, old, now, byId.get(each.rule)?.title ?? '', causes.of(each, results));
    })
    .sort(inOrder);
  const coverage = [...missingPlaces(before.snapshot, after.snapshot), ...unknown];
  const judged = [
    { name: 'BEFORE', report: before.report },
    { name: 'AFTER', report: after.report },
  ];
  return {
    schema: driftSchemaId,
    tool,
    ruleset,
    before: sideOf(before, was),
    after: sideOf(after, is),
    exit: exitOfDrift({ flips, coverage }, judged, exit),
    counts: countsOf(flips, differences, matching),
    flips,
    changes: changesOf(differences, flips),
    fleets: fleetsOf(was, is, matching),
    noise: noiseOf(differences),
    coverage,
    ambiguous: matching.ambiguous,
    untried: causes.untried,
  };
}

function sideOf({ source, snapshot: { header }, report: { counts } }: JudgedSnapshot, { byId }: Side): DriftSide {
  const { tool, startedAt, finishedAt, accounts, regions } = header;
  const { pass, fail, unknown } = counts;
  return {
    source,
    version: tool.version,
    startedAt,
    finishedAt,
    accounts,
    regions,
    resources: byId.size,
    verdicts: { pass, fail, unknown },
  };
}

function countsOf(flips: readonly VerdictFlip[], differences: readonly Difference[], matching: Matching): DriftReport['counts'] {
  const drift = differences.filter(({ change }) => isDrift(change));
  const ofType = (type: Change['type']) => drift.filter(({ change }) => change.type === type).length;
  const of = (flip: Flip) => flips.filter((each) => each.flip === flip).length;
  return {
    broken: of('broken'),
    'new-failing': of('new-failing'),
    'evidence-lost': of('evidence-lost'),
    'new-unknown': of('new-unknown'),
    'newly-seen': of('newly-seen'),
    repaired: of('repaired'),
    gone: of('gone'),
    changed: ofType('changed'),
    added: ofType('added'),
    removed: ofType('removed'),
    noise: differences.length - drift.length,
    matched: matching.pairs.length,
    matchedByIdentity: matching.byIdentity,
  };
}

/** All drift, and of the rest what explains a flip. */
function changesOf(differences: readonly Difference[], flips: readonly VerdictFlip[]): readonly Change[] {
  const explained = new Map<string, string[]>();
  for (const { id, cause } of flips) for (const change of cause.changes) explained.set(change, [...(explained.get(change) ?? []), id]);
  return differences
    .map(({ change }) => ({ ...change, explains: explained.get(change.id) ?? [] }))
    .filter((change) => isDrift(change) || change.explains.length > 0)
    .sort((a, b) => byText(a.resource.kind, b.resource.kind) || byText(a.id, b.id));
}
