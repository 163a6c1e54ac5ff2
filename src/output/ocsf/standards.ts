const sources: Readonly<Record<string, string>> = {
  wa: 'AWS Well-Architected Framework',
  securityhub: 'AWS Security Hub CSPM',
  config: 'AWS Config',
};

/** References are `wa:REL10-BP01`, `securityhub:RDS.5` and the like. */
export function standardsOf(references: readonly string[]): readonly string[] {
  return [...new Set(references.flatMap((reference) => sources[reference.split(':')[0] ?? ''] ?? []))].sort();
}
