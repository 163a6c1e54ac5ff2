import type { ReportHeader } from '../../model/report.ts';
import { counted, listed } from '../finding-text.ts';
import { causeText, cureText } from '../gap-text.ts';
import { closed } from '../sentence.ts';
import type { UnknownCause } from '../unknown-causes.ts';
import { shortened } from '../wrap.ts';
import { code, prose } from './escape.ts';
import type { Room } from './room.ts';

/** Causes told in full may take this much of the whole. */
const share = 0.35;
const shareWithNames = 0.5;
const listedRules = 6;
const longestText = 300;
const quotedCommand = prose('`ha-audit permissions`');

/** What could not be judged, by cause, with the permission that cures each; open where there is nothing else to read. */
export function* unknownBlock(causes: readonly UnknownCause[], { counts }: ReportHeader, room: Room): Iterable<string> {
  if (causes.length === 0) return;
  const title = `<strong>Unknown: ${counted(counts.unknown, 'verdict')} could not be reached</strong>`;
  yield* room.take(`\n<details${counts.fail === 0 ? ' open' : ''}><summary>${title}</summary>\n\n`);
  yield* room.take('Unknown is neither good nor bad: ha-audit could not see what it needs and does not guess.\n\n');
  let told = 0;
  for (const cause of causes) {
    const text = causeItem(cause);
    if (!room.has(text, share)) break;
    yield* room.take(text);
    told += 1;
  }
  const rest = causes.slice(told);
  if (rest.length > 0) yield* restItem(rest, room);
  yield* room.take('\n</details>\n');
}

function causeItem({ reason, action, verdicts, rules, details }: UnknownCause): string {
  const texts = [causeText(reason, action), ...details].map((text) => closed(shortened(text, longestText)));
  const told = [...texts, shortened(cureText(reason, action), longestText), `Rules: ${listed([...rules.keys()], listedRules)}.`];
  return `- **${counted(verdicts, 'verdict')} unknown:** ${told.map(prose).join(' ').replace(quotedCommand, '`ha-audit permissions`')}\n`;
}

/** No cause goes unnamed as long as there is room for its name. */
function* restItem(causes: readonly UnknownCause[], room: Room): Iterable<string> {
  const actions = [...new Set(causes.flatMap(({ action }) => (action === null ? [] : [code(shortened(action, longestText))])))];
  yield* room.take(`- **${counted(causes.length, 'further cause')}**, for want of room by permission alone:`);
  for (const action of actions) yield* room.take(` ${action}`, shareWithNames);
  yield* room.take('. `ha-audit scan --format json` has all of them.\n');
}
