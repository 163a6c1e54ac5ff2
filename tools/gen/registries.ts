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

/**
 * `src/generated/collectors.ts`: every collector, for the live path alone, since they bring the SDK along. A live run loads them all, and in
 * one piece they are 60 KB smaller than each in its own.
 */
export function collectorsRegistry(): Artefact {
  const units = collectorUnits();
  return {
    path: 'src/generated/collectors.ts',
    content: [
      header,
      "import type { AnyCollector } from '../collectors/kit/define.ts';",
      "import type { Kind } from '../model/kinds.ts';",
      ...units.map((unit, index) => `import collector${index} from '${specifier(unit)}';`),
      '',
      '/** The collector of each kind, with the part of the SDK it needs. */',
      'export const collectors: Readonly<Record<Kind, () => Promise<AnyCollector>>> = {',
      ...units.map((unit, index) => `  '${unit.name}': () => Promise.resolve(collector${index}),`),
      '};',
      '',
    ].join('\n'),
  };
}

function specifier({ path }: Unit): string {
  return path.startsWith('src/') ? path.replace('src/', '../') : `../../${path}`;
}
