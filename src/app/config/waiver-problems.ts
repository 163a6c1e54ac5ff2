import { rules } from '../../generated/rules.ts';
import type { WaiverEntry } from '../../model/configuration.ts';
import { isDay } from '../days.ts';
import { exactGlobMatcher, nearest } from '../names.ts';
import type { Problem } from './problems.ts';

/** What is wrong with a waiver although its parts have the right types. One that says too little would accept too much. */
export function waiverProblems(waivers: readonly WaiverEntry[]): readonly Problem[] {
  return waivers.flatMap((waiver, index) => {
    const problem = (message: string, ...inside: readonly string[]): Problem => ({
      path: ['waivers', String(index), ...inside],
      message: `waivers[${index}]${inside.map((name) => `.${name}`).join('')} ${message}`,
      isKey: false,
    });
    const { rule, resource, finding, expires } = waiver;
    const ids = rules.map(({ id }) => id);
    return [
      ...(rule === undefined || ids.some(exactGlobMatcher(rule)) ? [] : [problem(`matches no rule: ${rule}${nearest(rule, ids)}`, 'rule')]),
      ...(finding === undefined || isFindingId(finding)
        ? []
        : [problem('must be the id of a finding: 20 digits and letters from a to f, as reports print it', 'finding')]),
      ...(isDay(expires) ? [] : [problem(`is no day of the calendar: ${expires}`, 'expires')]),
      ...([rule, resource, finding].some(says) ? [] : [problem('would accept too much: name a rule, a resource or a finding')]),
    ];
  });
}

export function isFindingId(text: string): boolean {
  return /^[0-9a-f]{20}$/.test(text);
}

/** Wildcards alone say nothing. */
function says(glob: string | undefined): boolean {
  return glob !== undefined && /[^*?]/.test(glob);
}
