import type { ReportingDescriptor } from 'sarif';
import type { RuleSummary, Severity } from '../../model/report.ts';

interface Level {
  readonly level: 'error' | 'warning' | 'note';
  /** Middle of the band in which code scanning shows this severity; a text by its convention. */
  readonly securitySeverity: string;
  readonly problemSeverity: 'error' | 'warning' | 'recommendation';
}

/** https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
export const levels: Readonly<Record<Severity, Level>> = {
  critical: { level: 'error', securitySeverity: '9.5', problemSeverity: 'error' },
  high: { level: 'error', securitySeverity: '8.0', problemSeverity: 'error' },
  medium: { level: 'warning', securitySeverity: '5.5', problemSeverity: 'warning' },
  low: { level: 'note', securitySeverity: '2.0', problemSeverity: 'recommendation' },
};

/** Code scanning keeps ten tags a rule and refuses more than twenty. */
const keptTags = 10;
const longestText = 1024;

export function ruleDescriptor(rule: RuleSummary): ReportingDescriptor {
  const { id, title, why, severity, helpUri } = rule;
  const { level, securitySeverity, problemSeverity } = levels[severity];
  const [area = id] = id.split('.');
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: cut(`${title}.`) },
    fullDescription: { text: cut(why === '' ? `${title}.` : why) },
    help: helpOf(rule),
    ...(URL.canParse(helpUri) ? { helpUri } : {}),
    defaultConfiguration: { level },
    properties: {
      tags: ['security', 'availability', area, ...rule.invariants].slice(0, keptTags),
      precision: 'very-high',
      'problem.severity': problemSeverity,
      'security-severity': securitySeverity,
    },
  };
}

function helpOf({ id, title, why, references, invariants }: RuleSummary): { text: string; markdown: string } {
  const basis = [...invariants, ...references];
  return {
    text: [
      `${title}.`,
      why,
      ...(basis.length === 0 ? [] : [`Basis: ${basis.join(', ')}.`]),
      `Parameters and fixes: ha-audit rules show ${id}`,
    ].join('\n\n'),
    markdown: [
      `**${title}.**`,
      why,
      ...(basis.length === 0 ? [] : [`Basis: ${basis.map((reference) => `\`${reference}\``).join(', ')}.`]),
      `Parameters and fixes: \`ha-audit rules show ${id}\``,
    ].join('\n\n'),
  };
}

function pascalCase(id: string): string {
  return id.replace(/(^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_match, _separator, first: string) => first.toUpperCase());
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
}
