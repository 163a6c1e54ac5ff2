import type { Result, RuleSummary } from '../../model/report.ts';
import { findingTexts, resourceName } from '../finding-text.ts';
import { hiddenCommand } from '../fix-text.ts';
import { loweredText } from '../lowered-text.ts';
import { isPlain, plainText } from '../plain-text.ts';
import { sourceText } from '../source-text.ts';
import { wrapText } from '../wrap.ts';
import type { FindingGroup } from './digest.ts';
import { columnGap, fittingWidth, gutterWidth, inGutter, type Layout, labelled, severityPaint, sideBySide } from './layout.ts';

/** Observations shown of one finding. */
const mostObservations = 6;

/** Resources named of each consequence. */
const mostConsequences = 5;

/** Where several accounts or regions were read, a resource says which one it is in. */
export interface Scope {
  readonly manyAccounts: boolean;
  readonly manyRegions: boolean;
}

/** The failures of one rule in one workload: resources with what was seen, then the rule, why it matters and how to mend it. */
export function* findingLines(
  layout: Layout,
  group: FindingGroup,
  rules: ReadonlyMap<string, RuleSummary>,
  scope: Scope,
  verbose: boolean,
): Iterable<string> {
  const { listed, count } = group;
  const rule = rules.get(group.rule);
  const title = plainText(rule?.title ?? '');
  yield resourceRows(layout, group, title, scope, verbose);
  if (count > listed.length) yield labelled(layout, '', `and ${count - listed.length} more; --verbose lists all`);
  yield labelled(layout, 'rule', title === '' ? plainText(group.rule) : `${title} (${plainText(group.rule)})`);
  const lowered = listed[0] === undefined ? null : loweredText(listed[0]);
  if (lowered !== null) yield labelled(layout, 'counts', lowered);
  if (rule !== undefined && rule.why !== '') yield labelled(layout, 'why', plainText(rule.why));
  yield fixLines(layout, listed, verbose);
  yield consequenceLines(layout, group, rules, verbose);
  if (verbose)
    yield inGutter(
      layout,
      listed.length === 1 ? 'id' : 'ids',
      listed.map(({ id }) => plainText(id)),
    );
}

function resourceRows(layout: Layout, { severity, baseline, listed }: FindingGroup, title: string, scope: Scope, verbose: boolean): string {
  const { bold, dim } = layout.colors;
  const rest = layout.width - gutterWidth;
  const names = listed.map((result, index) => resourceTexts(result, scope, index === 0));
  const nameWidth = fittingWidth(names.flat(), 16, Math.floor(rest * 0.36));
  const most = verbose ? Number.POSITIVE_INFINITY : mostObservations;
  const grade = [severity.toUpperCase(), ...(baseline === 'new' ? ['NEW'] : [])];
  const rows = listed.map((result, index) =>
    sideBySide([
      { width: gutterWidth - columnGap, texts: index === 0 ? grade : [''], paint: severityPaint(layout, severity) },
      { width: nameWidth, texts: names[index] ?? [], paint: (line, part) => (part === 0 ? bold(line) : dim(line)) },
      { width: rest - nameWidth - columnGap, texts: [...findingTexts(result, title, most), ...placeTexts(result)] },
    ]),
  );
  return rows.join('');
}

function placeTexts(result: Result): readonly string[] {
  const place = sourceText(result);
  return place === null ? [] : [`at ${place}`];
}

/** What goes away together with the finding: a rule a line, with the resources that fail it. */
function consequenceLines(
  layout: Layout,
  { consequences }: FindingGroup,
  rules: ReadonlyMap<string, RuleSummary>,
  verbose: boolean,
): string {
  const most = verbose ? Number.POSITIVE_INFINITY : mostConsequences;
  return [...consequences]
    .map(([rule, results], index) => {
      const names = [...new Set(results.map(({ resource }) => resourceName(resource)))];
      const more = names.length > most ? ` and ${names.length - most} more` : '';
      const title = plainText(rules.get(rule)?.title ?? rule);
      return labelled(layout, index === 0 ? 'hence' : '', `${title} (${plainText(rule)}): not ${names.slice(0, most).join(', ')}${more}`);
    })
    .join('');
}

/** A rule judges one kind, so the first resource says it for all. */
function resourceTexts({ resource }: Result, { manyAccounts, manyRegions }: Scope, isFirst: boolean): readonly string[] {
  const place = [...(manyAccounts ? [resource.account] : []), ...(manyRegions ? [resource.region] : [])].join(' ');
  return [resourceName(resource), ...(isFirst ? [plainText(resource.kind)] : []), ...(place === '' ? [] : [plainText(place)])];
}

/** Commands stay on one line each, whatever the width, so that they can be copied. */
function fixLines(layout: Layout, results: readonly Result[], verbose: boolean): string {
  const fixes = results.flatMap(({ fix }) => (fix === null ? [] : [fix]));
  const commands = distinct(fixes.map(({ cli }) => cli)).flatMap((command) => commandLines(layout, command));
  const inCode = verbose || commands.length === 0;
  const code = inCode ? [...distinct(fixes.map(terraformText)), ...distinct(fixes.map(cloudFormationText))] : [];
  const effects = distinct(fixes.map(({ effect }) => effect));
  return [
    inGutter(layout, 'fix', commands),
    ...code.map((text, index) => labelled(layout, index === 0 && commands.length === 0 ? 'fix' : '', text)),
    ...effects.map((text) => labelled(layout, 'effect', plainText(text))),
  ].join('');
}

function commandLines({ width }: Layout, command: string): readonly string[] {
  return isPlain(command) ? [command] : wrapText(hiddenCommand, width - gutterWidth);
}

const terraformText = ({ terraform }: { readonly terraform: string | null }) =>
  terraform === null ? null : `Terraform: ${plainText(terraform)}`;

const cloudFormationText = ({ cloudformation }: { readonly cloudformation: string | null }) =>
  cloudformation === null ? null : `CloudFormation: ${plainText(cloudformation)}`;

function distinct(texts: readonly (string | null)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== null))];
}
