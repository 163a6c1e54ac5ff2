import type { Static } from '@sinclair/typebox';
import { type Frozen, oneOf } from './declare.ts';
import { accountPattern, environments, rolePattern, rulesets, severities, severityScopes } from './terms.ts';
import { Type } from './type.ts';

const closed = { additionalProperties: false };

export const scopeDescription = 'Where that severity holds: in `production`, with less counting elsewhere, or in `all` environments.';

const ruleSetting = Type.Union([
  Type.Literal('off', { description: 'Switches the rule off.' }),
  Type.Object(
    {
      severity: Type.Optional(oneOf(severities, { description: 'Severity of its findings.' })),
      environments: Type.Optional(oneOf(severityScopes, { description: scopeDescription })),
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
    environment: Type.Optional(Type.String({ description: 'Such as `prod` or `dev`; otherwise a tag says.' })),
    bootSeconds: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'Measured time from launch to the first answered health check, in seconds; counts as evidence.',
      }),
    ),
  },
  closed,
);

/** Something other than space. */
export const said = String.raw`\S`;

const off = Type.Literal('off', { description: 'Findings count here as they do in production.' });

/** Never more than in production: nothing is above its own severity. */
const lowering = Type.Union([
  off,
  Type.Object(
    {
      critical: Type.Optional(oneOf(severities)),
      high: Type.Optional(oneOf(['high', 'medium', 'low'])),
      medium: Type.Optional(oneOf(['medium', 'low'])),
    },
    { ...closed, description: 'What each severity of production comes to here; what is left out stays as it is by default.' },
  ),
]);

const environmentSettings = Type.Union([
  Type.Literal('off', { description: 'Every finding counts as in production, whatever stands where.' }),
  Type.Object(
    {
      tags: Type.Optional(
        Type.Array(Type.String({ minLength: 1 }), {
          minItems: 1,
          description: 'Keys of the tags that name the environment, without regard to case: Environment, Env and Stage by default.',
        }),
      ),
      names: Type.Optional(
        Type.Record(Type.String(), oneOf(environments), { description: 'Names or globs of your own, such as `feature-*: development`.' }),
      ),
      severity: Type.Optional(
        Type.Object({ staging: Type.Optional(lowering), test: Type.Optional(lowering), development: Type.Optional(lowering) }, closed),
      ),
    },
    closed,
  ),
]);

const named = (description: string) => Type.Optional(Type.String({ pattern: said, description }));

/** What a finding has to match: every field that is given. */
export const waiverFields = {
  rule: named('Id of a rule, or a glob.'),
  resource: named('ARN, id or name, or a glob.'),
  finding: named('Id of a finding, as the report prints it.'),
  account: named('Account id, or a glob.'),
  region: named('Region, or a glob.'),
  workload: named('Name of a workload, or a glob.'),
  tags: Type.Optional(Type.Record(Type.String(), Type.String(), { minProperties: 1, description: 'All must match; values may be globs.' })),
};

const waiver = Type.Object(
  {
    ...waiverFields,
    reason: Type.String({ pattern: said, description: 'Why the risk is accepted.' }),
    owner: Type.String({ pattern: said, description: 'Who accepts it.' }),
    expires: Type.String({ format: 'date', description: 'Last day on which it applies, in UTC.' }),
    ticket: named('Where it was decided.'),
  },
  { ...closed, description: 'An accepted risk: what matches every field is reported, but fails no run until the waiver expires.' },
);

const accountId = Type.String({ pattern: accountPattern, description: 'In quotes: YAML takes it for a number otherwise.' });
const role = (description: string) => Type.Optional(Type.String({ pattern: rolePattern, description }));

const account = Type.Union([
  accountId,
  Type.Object(
    {
      id: accountId,
      name: named('What reports call it.'),
      role: role('Role to assume there, with its path; that of the run otherwise.'),
      externalId: named('For that role.'),
      regions: Type.Optional(Type.Array(Type.String(), { description: 'Those of the run otherwise.' })),
    },
    closed,
  ),
]);

/** `ha-audit.yaml`. */
export const configurationSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    regions: Type.Optional(Type.Array(Type.String(), { description: 'Regions to read, or `all`.' })),
    accounts: Type.Optional(Type.Array(account, { description: 'Accounts to read; that of the credentials otherwise.' })),
    orgRole: role('Role to assume in every account other than that of the credentials.'),
    ruleset: Type.Optional(oneOf(rulesets, { description: 'Named set of rules.' })),
    rules: Type.Optional(Type.Record(Type.String(), ruleSetting, { description: 'Settings by rule id.' })),
    workloads: Type.Optional(Type.Array(workload)),
    environments: Type.Optional(environmentSettings),
    waivers: Type.Optional(Type.Array(waiver, { description: 'Each accepts what it matches.' })),
  },
  { ...closed, $schema: 'http://json-schema.org/draft-07/schema#', title: 'ha-audit configuration' },
);

/** One accepted risk. */
export interface WaiverEntry extends Frozen<Static<typeof waiver>> {}

export interface ConfigurationFile extends Frozen<Static<typeof configurationSchema>> {}
