import type { ReportHeader, RunInfo } from '../model/report.ts';
import { plainText } from './plain-text.ts';

/** `ha-audit 0.1.0: live, account 123456789012, us-east-1, standard rules` */
export function openingText({ tool, run }: ReportHeader): string {
  const accounts = listed(run.accounts, 'account', 'accounts');
  const regions = listed(run.regions, '', 'regions');
  return plainText(`${tool.name} ${tool.version}: ${run.source}, ${accounts}, ${regions}, ${run.ruleset} rules${leftOut(run)}`);
}

/** Who reads that all is well must know of how little. */
function leftOut({ accounts, regions, judged }: RunInfo): string {
  if (judged === undefined) return '';
  const only = [
    ...(judged.accounts.length < accounts.length ? [listed(judged.accounts, 'account', 'accounts')] : []),
    ...(judged.regions.length <= regions.length ? [listed(judged.regions, '', 'regions')] : []),
  ];
  return only.length === 0 ? '' : `, judged only in ${only.join(', ')}`;
}

function listed(names: readonly string[], one: string, many: string): string {
  if (names.length === 0) return `no ${many}`;
  return names.length === 1 ? `${one} ${names.join('')}`.trim() : `${names.length} ${many}`;
}
