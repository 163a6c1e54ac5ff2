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

/** `src/generated/collectors.ts`: how to load each collector, for the live path alone, since it brings a part of the SDK along. */
export function collectorsRegistry(): Artefact {
  const loaders = collectorUnits().map((unit) => `  '${unit.name}': async () => (await import('${specifier(unit)}')).default,`);
  return {
    path: 'src/generated/collectors.ts',
    content: [
      header,
      "import type { AnyCollector } from '../collectors/kit/define.ts';",
      "import type { Kind } from '../model/kinds.ts';",
      '',
      '/** Loads the collector of a kind, and with it the part of the SDK it needs. */',
      'export const collectors: Readonly<Record<Kind, () => Promise<AnyCollector>>> = {',
      ...loaders,
      '};',
      '',
    ].join('\n'),
  };
}

function specifier({ path }: Unit): string {
  return path.startsWith('src/') ? path.replace('src/', '../') : `../../${path}`;
}
