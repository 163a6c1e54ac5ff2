import type { Fix, Result, RuleSummary } from '../../model/report.ts';
import { evidenceText, findingTexts, resourceName } from '../finding-text.ts';
import { hiddenCommand } from '../fix-text.ts';
import { followsText } from '../follows-text.ts';
import { loweredText } from '../lowered-text.ts';
import { isPlain, plainText } from '../plain-text.ts';
import { closed } from '../sentence.ts';
import { sourceText } from '../source-text.ts';
import { shortened } from '../wrap.ts';
import { code, fenced, prose } from './escape.ts';
import { capitalised } from './head.ts';

const mostObservations = 6;
const longestText = 400;
const longestCode = 2000;

/** Findings of one rule and severity stand under one heading. */
export function headingOf({ severity, rule, baseline }: Result, summary: RuleSummary | undefined): string {
  const { title = '', why = '' } = summary ?? {};
  const reason =
    title === ''
      ? ''
      : `Should hold: ${[title, why]
          .filter((text) => text !== '')
          .map((text) => prose(closed(text)))
          .join(' ')}\n\n`;
  return `\n### ${capitalised(baseline === 'new' ? `new, ${severity}` : severity)}: ${code(rule)}\n\n${reason}`;
}

/** What is wrong, with what was seen and how to mend it folded below. */
export function findingBlock(result: Result, title: string): string {
  const { id, resource, workloads, fix } = result;
  const place = [resource.kind, resource.account, resource.region].map(plainText).join(' ');
  const items = [
    ['Resource', `${code(shortened(resource.id, longestText))} (${prose(place)})`],
    ['Workload', workloads.length === 0 ? null : prose(shortened(workloads.map(plainText).join(', '), longestText))],
    ['Written at', codeOrNull(sourceText(result))],
    ['Seen', seenText(result)],
    ['Severity', proseOrNull(loweredText(result))],
    ['Follows from', proseOrNull(followsText(result))],
    ['Effect of the fix', proseOrNull(fix?.effect ?? null)],
    ['Finding', code(id)],
  ].flatMap(([label, text]) => (text === null || text === undefined ? [] : [`- **${label ?? ''}:** ${text}\n`]));
  return `<details><summary>${summaryText(result, title)}</summary>\n\n${items.join('')}${fixBlocks(fix)}\n</details>\n`;
}

/** The same on one line, where there is no room for more. */
export function findingLine(result: Result, title: string): string {
  return `- ${summaryText(result, title)} (${code(result.id)})\n`;
}

function summaryText(result: Result, title: string): string {
  const [first = 'the condition does not hold'] = findingTexts(result, title, mostObservations);
  return `${code(shortened(resourceName(result.resource), 120))}: ${prose(shortened(first, longestText))}`;
}

function seenText({ evidence, resource }: Result): string {
  const texts = [...new Set(evidence.map((entry) => shortened(evidenceText(entry, resource), longestText)))];
  const more = texts.length > mostObservations ? [`and ${texts.length - mostObservations} more`] : [];
  return [...texts.slice(0, mostObservations), ...more].map(prose).join('; ');
}

function codeOrNull(text: string | null): string | null {
  return text === null ? null : code(shortened(text, longestText));
}

function proseOrNull(text: string | null): string | null {
  return text === null ? null : prose(shortened(plainText(text), longestText));
}

function fixBlocks(fix: Fix | null): string {
  if (fix === null) return '';
  const { cli, terraform, cloudformation } = fix;
  const blocks = [
    ...(cli === null ? [] : [isPlain(cli) ? codeBlock('sh', cli) : `${prose(hiddenCommand)}\n`]),
    ...(terraform === null ? [] : [`Terraform:\n\n${codeBlock('hcl', terraform)}`]),
    ...(cloudformation === null ? [] : [`CloudFormation:\n\n${codeBlock('yaml', cloudformation)}`]),
  ];
  return blocks.map((block) => `\n${block}`).join('');
}

function codeBlock(language: string, text: string): string {
  return text.length <= longestCode ? fenced(language, text) : `(too long for here; the JSON report has it)\n`;
}
