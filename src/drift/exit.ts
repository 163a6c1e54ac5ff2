import type { DriftReport } from '../model/drift-report.ts';
import { type Exit, type Report, severities } from '../model/report.ts';
import { type ExitPolicy } from '../engine/exit-status.ts';

/** The exit status: as of a scan, but for verdicts that fail and did not, and for what is no longer known. */
export function exitOfDrift(
  { flips, coverage }: Pick<DriftReport, 'flips' | 'coverage'>,
  sides: readonly { readonly name: string; readonly report: Report }[],
  { failOn, requireComplete, allowEmpty }: ExitPolicy,
): Exit {
  for (const { name, report } of sides) {
    const { code, reason } = report.exit;
    if (code === 4) return { code, reason: `${name}: ${reason}` };
    if (code === 3 && !allowEmpty) return { code, reason: `${name}: ${reason}` };
  }
  const lost = flips.filter(({ flip }) => flip === 'evidence-lost').length;
  const unseen = coverage.filter(({ missingFrom }) => missingFrom === 'after').length;
  if (requireComplete && lost + unseen > 0)
    return { code: 3, reason: `AFTER tells less than BEFORE: ${plural(lost, 'verdict')} lost, and --require-complete is set` };
  const news = flips.filter(({ flip, waived }) => (flip === 'broken' || flip === 'new-failing') && !waived);
  const blocking = news.filter(({ severity }) => failOn !== 'never' && severities.indexOf(severity) <= severities.indexOf(failOn)).length;
  const also = lost === 0 ? '' : `; ${plural(lost, 'verdict')} lost`;
  if (blocking > 0)
    return { code: 1, reason: `${plural(blocking, 'verdict')} at or above ${failOn} newly ${blocking === 1 ? 'fails' : 'fail'}${also}` };
  if (news.length === 0) return { code: 0, reason: `nothing newly fails${also}` };
  const accepted = failOn === 'never' ? 'accepted by --fail-on never' : `none of them at or above ${failOn}`;
  return { code: 0, reason: `${plural(news.length, 'verdict')} newly ${news.length === 1 ? 'fails' : 'fail'}, ${accepted}${also}` };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
