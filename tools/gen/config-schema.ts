import { configurationSchema, scopeDescription } from '../../src/model/configuration.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { severities, severityScopes } from '../../src/model/report.ts';
import type { JsonSchema } from './json-schema.ts';

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
  };
}

function setting({ title, params }: Rule): JsonSchema {
  const { required: _required, ...optional } = params;
  const environments = { type: 'string', enum: severityScopes, description: scopeDescription };
  const properties = { severity: { type: 'string', enum: severities }, environments, params: optional };
  return { description: title, anyOf: [{ const: 'off' }, { type: 'object', properties, additionalProperties: false }] };
}
