import type { Change, DriftReport, VerdictFlip } from '../../model/drift-report.ts';
import { counted } from '../finding-text.ts';
import { code, prose } from '../markdown/escape.ts';
import { driftDigest } from './digest.ts';
import type { RenderDrift } from './formats.ts';
import { causeText, messageText, subjectName, subjectPlace } from './flip-text.ts';

/** What drifted, for a comment or a wiki page: verdicts first, the rest folded. */
export const driftMarkdown: RenderDrift = function* (report, { verbose }) {
  const { opening, verdict, flips, rest } = driftDigest(report, verbose);
  const changes = new Map(report.changes.map((change) => [change.id, change]));
  yield `# Drift\n\n**${prose(verdict.text)}**\n\n${opening.map((line) => `- ${prose(line)}\n`).join('')}`;
  for (const { title, rules, folded } of flips) {
    yield `\n## ${prose(title)}\n`;
    for (const { shown, more } of rules) {
      yield `\n${shown.map((flip) => flipItem(flip, report, changes)).join('')}`;
      if (more > 0) yield `- and ${counted(more, 'verdict')} more\n`;
    }
    if (folded.length > 0) yield `\n${folded.map((line) => `- ${prose(line)}\n`).join('')}`;
  }
  for (const { title, lines } of rest)
    yield `\n<details><summary>${prose(title)}</summary>\n\n${lines.map((line) => `- ${prose(line)}\n`).join('')}\n</details>\n`;
};

function flipItem(flip: VerdictFlip, report: DriftReport, changes: ReadonlyMap<string, Change>): string {
  const { severity, resource, rule, id, waived } = flip;
  return [
    `- **${severity}** ${code(subjectName(resource))} (${prose(subjectPlace(resource, report))}): ${prose(messageText(flip))}${waived ? ' (waived)' : ''}\n`,
    `  - why: ${prose(causeText(flip, changes))}\n`,
    `  - rule: ${code(rule)}, finding ${code(id)}\n`,
  ].join('');
}
