import type { ReportHeader } from '../model/report.ts';
import { plainText } from './plain-text.ts';

/** `ha-audit 0.1.0: live, account 123456789012, us-east-1, standard rules` */
export function openingText({ tool, run }: ReportHeader): string {
  const accounts = listed(run.accounts, 'account', 'accounts');
  const regions = listed(run.regions, '', 'regions');
  return plainText(`${tool.name} ${tool.version}: ${run.source}, ${accounts}, ${regions}, ${run.ruleset} rules`);
}

function listed(names: readonly string[], one: string, many: string): string {
  if (names.length === 0) return `no ${many}`;
  return names.length === 1 ? `${one} ${names.join('')}`.trim() : `${names.length} ${many}`;
}
