import { configurationSchema } from '../../src/model/configuration.ts';
import { isRule, type Rule } from '../../src/engine/rule.ts';
import { kinds } from '../../src/model/kinds.ts';
import { nodeRecordSchema, snapshotHeaderSchema } from '../../src/model/snapshot.ts';
import type { Artefact } from './artefact.ts';
import { compile, type ErrorDetail } from './compile.ts';
import { header } from './header.ts';
import type { JsonSchema } from './json-schema.ts';

/** `validate-facts`: by kind, the facts of a node. Every fact may be absent, and facts of a newer version may be present. */
export function factValidators(): Promise<readonly Artefact[]> {
  const schemas = Object.entries(kinds).map(([kind, { facts }]): [string, JsonSchema] => [kind, { type: 'object', properties: facts }]);
  return validators('facts', new Map(schemas), {
    // A reader drops a bad fact by its name; nobody words the error.
    detail: 'place',
    imports: ["import type { Facts, Kind } from '../model/kinds.ts';", "import type { ErrorPlace } from '../model/validator.ts';"],
    type: '{ readonly [K in Kind]: Validator<Partial<Facts<K>>, ErrorPlace> }',
  });
}

/** `validate-snapshot`: the first line of a snapshot, and each of the others. */
export function snapshotValidators(): Promise<readonly Artefact[]> {
  return validators(
    'snapshot',
    new Map<string, JsonSchema>([
      ['header', snapshotHeaderSchema],
      ['node', nodeRecordSchema],
    ]),
    {
      imports: ["import type { NodeRecord, SnapshotHeader } from '../model/snapshot.ts';"],
      type: '{ readonly header: Validator<SnapshotHeader>; readonly node: Validator<NodeRecord> }',
    },
  );
}

/** `validate-configuration`: the configuration file. */
export function configurationValidators(): Promise<readonly Artefact[]> {
  return validators('configuration', new Map<string, JsonSchema>([['configuration', configurationSchema]]), {
    imports: ["import type { ConfigurationFile } from '../model/configuration.ts';"],
    type: '{ readonly configuration: Validator<ConfigurationFile> }',
  });
}

/** `validate-params`: by rule id, the parameters of a built-in rule. */
export function paramsValidators(rules: readonly Rule[]): Promise<readonly Artefact[]> {
  const schemas = rules.map(({ id, params }): [string, JsonSchema] => [id, { ...params }]);
  return validators('params', new Map(schemas), {
    imports: [],
    type: 'Readonly<Record<string, Validator<Readonly<Record<string, unknown>>>>>',
  });
}

interface Declaration {
  readonly detail?: ErrorDetail;
  readonly imports: readonly string[];
  readonly type: string;
}

async function validators(
  name: string,
  schemas: ReadonlyMap<string, JsonSchema>,
  { detail = 'sentence', imports, type }: Declaration,
): Promise<readonly Artefact[]> {
  const table = `${name}Validators`;
  const declaration = [
    "import type { Validator } from '../model/validator.ts';",
    ...imports,
    '',
    `export declare const ${table}: ${type};`,
    '',
  ].join('\n');
  return [
    { path: `src/generated/validate-${name}.js`, content: await compile(table, schemas, detail) },
    { path: `src/generated/validate-${name}.d.ts`, content: header + declaration },
  ];
}

/** The rules among the default exports of `rules/`. */
export function onlyRules(exported: readonly unknown[]): readonly Rule[] {
  return exported.filter(isRule);
}
