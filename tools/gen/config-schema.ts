import type { Rule } from '../../src/engine/rule.ts';
import { configurationSchema, scopeDescription } from '../../src/model/configuration.ts';
import { severities, severityScopes } from '../../src/model/report.ts';
import type { JsonSchema } from '../../src/model/validation/json-schema.ts';

const closed = { additionalProperties: false };
const object = (properties: JsonSchema): JsonSchema => ({ type: 'object', properties, ...closed });
const choice = (params: JsonSchema): JsonSchema => ({
  anyOf: [
    { const: 'off' },
    object({
      severity: { type: 'string', enum: severities },
      environments: { type: 'string', enum: severityScopes, description: scopeDescription },
      params,
    }),
  ],
});

/** What every rule allows: `setting` where it has parameters, which the rule itself describes. */
const definitions: JsonSchema = { setting: choice({ type: 'object' }), settingWithoutParams: choice(object({})) };

/** The configuration file as editors see it: every rule by name, with its parameters. */
export function configSchema(rules: readonly Rule[]): JsonSchema {
  const { rules: settings } = configurationSchema.properties;
  return {
    ...configurationSchema,
    properties: {
      ...configurationSchema.properties,
      rules: {
        type: 'object',
        description: settings.description,
        properties: Object.fromEntries(rules.map((rule) => [rule.id, setting(rule)])),
        additionalProperties: false,
      },
    },
    definitions,
  };
}

/** A description beside `$ref` counts for nothing in draft 7, hence `allOf`. */
function setting({ title, params }: Rule): JsonSchema {
  if (Object.keys(params.properties).length === 0) return { description: title, allOf: [{ $ref: '#/definitions/settingWithoutParams' }] };
  const { required: _required, ...optional } = params;
  return { description: title, allOf: [{ $ref: '#/definitions/setting' }, { properties: { params: optional } }] };
}
