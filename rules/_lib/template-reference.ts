import type { TemplateReference } from '#rule-kit';

export function templateLabel({ launchTemplateId, launchTemplateName }: TemplateReference): string {
  return launchTemplateName ?? launchTemplateId ?? 'a template without a name';
}

/** `version 7 of web`, `$Latest of web`; no version means `$Default`. */
export function referenceLabel(reference: TemplateReference): string {
  const { version } = reference;
  const written = version === null || version === '' ? '$Default' : version;
  return `${/^\d+$/.test(written) ? `version ${written}` : written} of ${templateLabel(reference)}`;
}
