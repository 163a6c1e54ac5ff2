import type { Result } from '../model/report.ts';
import { causeText, cureText } from './gap-text.ts';
import { plainText } from './plain-text.ts';
import { closed } from './sentence.ts';

/** Why a verdict is unknown and what would make it known: what is missing, then every cause once, with its cure. */
export function unknownText({ message, gaps }: Result): string {
  const said = [closed(plainText(message))];
  const causes = new Set(gaps.map(({ reason, action }) => closed(sentence(causeText(reason, action)))));
  const details = new Set(gaps.map(({ detail }) => closed(plainText(detail))));
  const cures = new Set(gaps.map(({ reason, action }) => cureText(reason, action)));
  return [...new Set([...said, ...causes, ...details, ...cures])].filter((text) => text !== '.').join(' ');
}

/** Actions keep their spelling: `ec2:…` is not the beginning of a sentence. */
function sentence(text: string): string {
  return /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
