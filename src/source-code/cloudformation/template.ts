import type { Block, Code } from '../code.ts';
import { plainString, YamlCode } from '../yaml-code.ts';

/** Whether a file may be a template, without parsing it. */
export function looksLikeTemplate(text: string): boolean {
  return text.includes('AWS::') && /\bResources["']?\s*:/.test(text);
}

/** The resources of a template in YAML or JSON; attributes such as `UpdatePolicy` stand beside the properties. */
export function parseTemplate(text: string): Code {
  const code = new YamlCode(text);
  const blocks = code.members(code.member(code.root, 'Resources')).flatMap(({ name, key, value }): readonly Block[] => {
    const type = plainString(code.member(value, 'Type'));
    if (type === null) return [];
    const own = code.settings(value);
    const properties = own.get('Properties')?.[0]?.settings ?? [];
    return [{ type, labels: [name], header: key, settings: new Map([...own, ...properties]) }];
  });
  return { blocks, problems: code.problems };
}
