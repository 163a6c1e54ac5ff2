import type { Block, Code } from '../code.ts';
import { YamlCode } from '../yaml-code.ts';

/** The blocks of a `.tf.json` file that the program looks at: resources and calls of modules. */
export function parseTerraformJson(text: string): Code {
  const code = new YamlCode(text);
  const resources = code.members(code.member(code.root, 'resource')).flatMap(({ name: type, value }) =>
    code.members(value).map(
      ({ name, key, value: body }): Block => ({
        type: 'resource',
        labels: [type, name],
        header: key,
        settings: code.settings(body),
      }),
    ),
  );
  const modules = code.members(code.member(code.root, 'module')).map(
    ({ name, key, value }): Block => ({
      type: 'module',
      labels: [name],
      header: key,
      settings: code.settings(value),
    }),
  );
  return { blocks: [...resources, ...modules], problems: code.problems };
}
