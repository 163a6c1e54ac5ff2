import type { Artefact } from './artefact.ts';
import { header } from './header.ts';
import { collectorUnits, ruleUnits, type Unit } from './units.ts';

/** `src/generated/rules.ts`: every rule of the project. */
export function rulesRegistry(): Artefact {
  const units = ruleUnits();
  return {
    path: 'src/generated/rules.ts',
    content: [
      header,
      "import type { Rule } from '../engine/rule.ts';",
      ...units.map((unit, index) => `import rule${String(index)} from '${specifier(unit)}';`),
      '',
      '/** Every built-in rule, sorted by id. */',
      `export const rules: readonly Rule[] = [${units.map((_, index) => `rule${String(index)}`).join(', ')}];`,
      '',
    ].join('\n'),
  };
}

/** `src/generated/collectors.ts`: every collector, for the live path alone, since it brings the SDK along. */
export function collectorsRegistry(): Artefact {
  const units = collectorUnits();
  return {
    path: 'src/generated/collectors.ts',
    content: [
      header,
      ...units.map((unit, index) => `import collector${String(index)} from '${specifier(unit)}';`),
      '',
      '/** Every collector, sorted by kind. */',
      `export const collectors = [${units.map((_, index) => `collector${String(index)}`).join(', ')}] as const;`,
      '',
    ].join('\n'),
  };
}

function specifier({ path }: Unit): string {
  return path.startsWith('src/') ? path.replace('src/', '../') : `../../${path}`;
}
