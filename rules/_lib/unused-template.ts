import { every, type Identity, type TemplateReference, templateReferencesOf, type View } from '#rule-kit';

interface Reading {
  all(kind: 'autoscaling.group'): Iterable<View<'autoscaling.group'>>;
}

/** Whether no group launches from the template. One that a group uses is judged there, by the version in use. */
export function isUnusedTemplate(template: Identity, { all }: Reading): boolean {
  const isThis = ({ launchTemplateId, launchTemplateName }: TemplateReference) =>
    launchTemplateId === null ? launchTemplateName === template.name : launchTemplateId === template.key;
  return every(all('autoscaling.group'), (group) => !templateReferencesOf(group).some(isThis));
}
