import { type Change, type DriftReport, type DriftSide, type Flip, flips, type VerdictFlip } from '../../model/drift-report.ts';
import { counted, listed } from '../finding-text.ts';
import { plainText } from '../plain-text.ts';
import { ambiguousLines, coverageLines, fleetLines, noiseLines } from './beside.ts';
import { changeText } from './change-text.ts';
import { flipTitles, subjectName } from './flip-text.ts';

/** Verdicts of one rule that are shown one by one. */
const mostOfRule = 5;

/** A heading with lines below it. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

export interface FlipSection {
  readonly flip: Flip;
  readonly title: string;
  /** By rule; `more` are those of it that are not shown. */
  readonly rules: readonly { readonly shown: readonly VerdictFlip[]; readonly more: number }[];
  /** What is not known is counted by kind: one call that was denied costs many a verdict. */
  readonly folded: readonly string[];
}

export interface DriftDigest {
  readonly opening: readonly string[];
  /** Whether anything newly fails, in one sentence. */
  readonly verdict: { readonly tone: 'bad' | 'unclear' | 'good'; readonly text: string };
  readonly flips: readonly FlipSection[];
  readonly rest: readonly Section[];
}

/** What every format shows, in its order. Texts are plain. */
export function driftDigest(report: DriftReport, verbose: boolean): DriftDigest {
  return {
    opening: [`BEFORE  ${sideText(report.before)}`, `AFTER   ${sideText(report.after)}`, matchedText(report)],
    verdict: verdictOf(report),
    flips: flips.flatMap((flip) => flipSection(flip, report, verbose)),
    rest: [
      ...changeSections(report, verbose),
      section('Instances of Auto Scaling groups', fleetLines(report)),
      section('Not comparable: one side knows what the other could not read. This is no drift', coverageLines(report)),
      section('Could not be told apart, and so was not matched', ambiguousLines(report)),
      section('Not counted as drift: it comes about by itself', noiseLines(report, verbose)),
    ].filter(({ lines }) => lines.length > 0),
  };
}

function sideText({ source, finishedAt, accounts, regions, resources, verdicts: { pass, fail, unknown } }: DriftSide): string {
  const where = `${listed(accounts.map(plainText), 3)} in ${listed(regions.map(plainText), 5)}`;
  return `${plainText(source)}, ${finishedAt.slice(0, 16).replace('T', ' ')} UTC: ${where}, ${counted(resources, 'resource')}; ${pass} passing, ${fail} failing, ${unknown} unknown`;
}

function matchedText({ counts: { matched, matchedByIdentity } }: DriftReport): string {
  const anew = matchedByIdentity === 0 ? '' : `, ${matchedByIdentity} of them made anew under the same name`;
  return `${counted(matched, 'resource')} on both sides${anew}`;
}

function verdictOf({ counts, coverage, exit }: DriftReport): DriftDigest['verdict'] {
  const failing = counts.broken + counts['new-failing'];
  if (failing > 0) return { tone: 'bad', text: `${counted(failing, 'verdict')} newly ${failing === 1 ? 'fails' : 'fail'}.` };
  if (exit.code > 1) return { tone: 'unclear', text: `${plainText(exit.reason)}.` };
  const isLess = counts['evidence-lost'] + counts['new-unknown'] > 0 || coverage.some(({ missingFrom }) => missingFrom === 'after');
  if (isLess) return { tone: 'unclear', text: 'No verdict newly fails, as far as could be seen: AFTER tells less than BEFORE.' };
  return { tone: 'good', text: 'No verdict newly fails.' };
}

function flipSection(flip: Flip, report: DriftReport, verbose: boolean): readonly FlipSection[] {
  const all = report.flips.filter((each) => each.flip === flip);
  if (all.length === 0) return [];
  const told = all.filter((each) => verbose || !isFolded(each));
  const byRule = new Map<string, VerdictFlip[]>();
  for (const each of told) byRule.set(each.rule, [...(byRule.get(each.rule) ?? []), each]);
  const rules = [...byRule.values()].map((each) => {
    const shown = verbose ? each : each.slice(0, mostOfRule);
    return { shown, more: each.length - shown.length };
  });
  return [{ flip, title: `${flipTitles[flip]} (${all.length})`, rules, folded: foldedLines(all.filter((each) => !told.includes(each))) }];
}

/** A verdict that nobody's decision took away or brought; a failing one is told all the same. */
function isFolded({ after, cause: { proof } }: VerdictFlip): boolean {
  return after !== 'fail' && (proof === 'coverage' || (proof === 'existence' && after === 'unknown'));
}

function foldedLines(all: readonly VerdictFlip[]): readonly string[] {
  return [...new Set(all.map(({ resource }) => resource.kind))].sort().map((kind) => {
    const of = all.filter(({ resource }) => resource.kind === kind);
    const resources = new Set(of.map(({ resource }) => resource.id)).size;
    const statuses = [...new Set(of.map(({ before, after }) => `${before} → ${after}`))].sort();
    const counts = statuses.map((text) => `${of.filter(({ before, after }) => `${before} → ${after}` === text).length} ${text}`);
    return `${plainText(kind)}: ${counted(of.length, 'verdict')} on ${counted(resources, 'resource')} (${counts.join(', ')})`;
  });
}

function changeSections({ changes }: DriftReport, verbose: boolean): readonly Section[] {
  const silent = changes.filter(({ explains }) => explains.length === 0);
  const facts = silent.filter(({ type }) => type === 'changed');
  const wholes = silent.filter(({ type }) => type !== 'changed');
  const title = (what: string, of: readonly Change[]) => `${what}, no verdict flipped by it (${of.length})`;
  const attached = wholes.filter((change) => change.attached === true);
  const loose = wholes.filter((change) => change.attached !== true);
  return [
    section(title('Changed', facts), changeLines(facts, verbose)),
    section(title('Added or removed, part of a workload', attached), changeLines(attached, verbose)),
    section(title('Added or removed, part of no workload', loose), changeLines(loose, verbose)),
  ];
}

/** One by one, or counted by kind. */
function changeLines(changes: readonly Change[], verbose: boolean): readonly string[] {
  if (verbose) return changes.map((change) => `${plainText(change.resource.kind)} ${subjectName(change.resource)}: ${changeText(change)}`);
  const byKind = new Map<string, string[]>();
  for (const { resource, fact, type } of changes) byKind.set(resource.kind, [...(byKind.get(resource.kind) ?? []), fact ?? type]);
  return [...byKind].map(([kind, whats]) => {
    const names = [...new Set(whats)].map((what) => `${plainText(what)} ${whats.filter((other) => other === what).length}`);
    return `${plainText(kind)}: ${listed(names, 6)}`;
  });
}

function section(title: string, lines: readonly string[]): Section {
  return { title, lines };
}
