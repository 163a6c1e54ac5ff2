import { type Static, Type } from '@sinclair/typebox';
import { type Frozen, oneOf } from './declare.ts';
import { rulesets, severities } from './terms.ts';

const closed = { additionalProperties: false };

const ruleSetting = Type.Union([
  Type.Literal('off', { description: 'Switches the rule off.' }),
  Type.Object(
    {
      severity: Type.Optional(oneOf(severities, { description: 'Severity of its findings.' })),
      params: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), { description: 'Parameters; `ha-audit rules show RULE` lists them.' }),
      ),
    },
    closed,
  ),
]);

const workload = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    match: Type.Object({ tags: Type.Record(Type.String(), Type.String(), { minProperties: 1, description: 'All must match.' }) }, closed),
    environment: Type.Optional(Type.String({ description: 'Such as `prod`; otherwise a tag says.' })),
    bootSeconds: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'Measured time from launch to the first answered health check, in seconds; counts as evidence.',
      }),
    ),
  },
  closed,
);

/** `ha-audit.yaml`. */
export const configurationSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    regions: Type.Optional(Type.Array(Type.String(), { description: 'Regions to read, or `all`.' })),
    ruleset: Type.Optional(oneOf(rulesets, { description: 'Named set of rules.' })),
    rules: Type.Optional(Type.Record(Type.String(), ruleSetting, { description: 'Settings by rule id.' })),
    workloads: Type.Optional(Type.Array(workload)),
  },
  { ...closed, $schema: 'http://json-schema.org/draft-07/schema#', title: 'ha-audit configuration' },
);

export interface ConfigurationFile extends Frozen<Static<typeof configurationSchema>> {}
