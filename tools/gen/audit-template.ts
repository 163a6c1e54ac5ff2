import { readFileSync } from 'node:fs';
import { kindsRead } from '../../src/engine/report.ts';
import type { Rule } from '../../src/engine/rule.ts';
import type { Artefact } from './artefact.ts';

const path = 'infra/audit.yaml';

/** `infra/audit.yaml`, in which the role of the scheduled audit may read what every rule needs. All else in it is written by hand. */
export async function auditTemplate(rules: readonly Rule[]): Promise<Artefact> {
  const { policyFor } = await import('../../src/app/policy.ts');
  const actions = policyFor(kindsRead(rules)).Statement.flatMap(({ Action }) => Action);
  return { path, content: withActions(readFileSync(path, 'utf8'), actions) };
}

/** @throws Error where the template has no place for them */
export function withActions(template: string, actions: readonly string[]): string {
  const start = template.search(/(?<=# What every rule reads[^\n]*\n)/);
  const end = template.search(/ *# End of what is written/);
  if (start < 0 || end < start) throw new Error(`${path} has no place for what every rule reads`);
  const indent = ' '.repeat(template.slice(end).search(/\S/));
  return template.slice(0, start) + actions.map((action) => `${indent}- ${action}\n`).join('') + template.slice(end);
}
