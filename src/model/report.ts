import type { Static } from '@sinclair/typebox';
import { coverageEntrySchema } from './coverage.ts';
import { type Frozen, list, nullable, oneOf, tags, text, time } from './declare.ts';
import { gapSchema } from './gap.ts';
import { type ExitCode, environments, exitCodes, rulesets, severities, verdictStatuses } from './terms.ts';
import { baselineStates, baselineSummarySchema } from './baseline.ts';
import { sourceLocationSchema } from './source-location.ts';
import { Type } from './type.ts';
import { waiverSchema, waiverSummarySchema } from './waiver.ts';
import { networkSchema, workloadSchema } from './workload.ts';

// Each shape is written once, as a schema: the types below and `schemas/report.schema.json` both follow from it.

export const reportSchemaId = 'ha-audit/report@1';

export * from './baseline.ts';
export * from './source-location.ts';
export * from './terms.ts';
export * from './waiver.ts';
export * from './workload.ts';

/** Any value JSON can carry. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const json = (description: string) => Type.Unsafe<Json>({ description });
const count = Type.Integer({ minimum: 0 });
const arns = (description: string) => Type.Array(text, { description });

export const evidenceSchema = Type.Object(
  {
    resource: Type.String({ description: 'ARN of the observed resource.' }),
    fact: text,
    observed: json('The value that was seen.'),
    expected: json('What would have been right; null where the rule expects no single value.'),
    derivation: nullable(text, { description: 'How the value follows from facts, for values AWS does not state itself.' }),
  },
  { description: 'One observation a verdict rests on.' },
);

/** One observation a verdict rests on. */
export interface Evidence extends Frozen<Static<typeof evidenceSchema>> {}

export const resourceReferenceSchema = Type.Object({
  id: Type.String({ description: 'ARN; `arn:…:TYPE/*` where a whole listing could not be read.' }),
  kind: Type.String({ description: '`service.noun`, such as `rds.instance`.' }),
  type: Type.String({ description: 'CloudFormation type.' }),
  name: nullable(text, { description: 'The service’s own name, else the `Name` tag, else the short id; null for a whole listing.' }),
  account: text,
  region: Type.String({ description: '`global` for resources that live in no region.' }),
  tags: nullable(tags, { description: 'Null where the tags could not be read.' }),
});

export interface ResourceReference extends Frozen<Static<typeof resourceReferenceSchema>> {}

export const fixSchema = Type.Object(
  {
    cli: nullable(text, { description: 'AWS CLI command, one line.' }),
    terraform: nullable(text),
    cloudformation: nullable(text),
    effect: nullable(text, { description: 'What applying it does: interruption, cost, replacement.' }),
  },
  { description: 'How to mend a finding, with the identifiers of the resource itself.' },
);

/** How to mend a finding, with the identifiers of the resource itself. */
export interface Fix extends Frozen<Static<typeof fixSchema>> {}

export const causeSchema = Type.Object(
  { rule: text, resource: Type.String({ description: 'ARN of the resource that fails that rule.' }) },
  { description: 'The failure that this one follows from, where there is one: mending that mends this one too.' },
);

/** The failure that another one follows from. */
export interface Cause extends Frozen<Static<typeof causeSchema>> {}

export const resultSchema = Type.Object(
  {
    id: Type.String({ description: 'Identity of the finding: survives rewording, replaced members and re-created load balancers.' }),
    rule: text,
    status: oneOf(verdictStatuses),
    severity: oneOf(severities, { description: 'The one that counts, in the environment the resource stands in.' }),
    ruleSeverity: Type.Optional(oneOf(severities, { description: 'Severity in production; only where `severity` was lowered.' })),
    environment: Type.Optional(oneOf(environments, { description: 'What `severity` was lowered for; only where it was.' })),
    resource: resourceReferenceSchema,
    workloads: Type.Array(text, { description: 'Names of the workloads the resource belongs to.' }),
    message: text,
    evidence: Type.Array(evidenceSchema, { description: 'At least one entry where the status is `fail`.' }),
    related: arns('ARNs of the other resources that matter.'),
    gaps: Type.Array(gapSchema, { description: 'At least one entry where the status is `unknown`.' }),
    fix: nullable(fixSchema),
    follows: Type.Optional(causeSchema),
    waiver: nullable(waiverSchema, { description: 'The accepted risk that takes a failing verdict out of the exit status.' }),
    baseline: Type.Optional(oneOf(baselineStates, { description: 'Of a failing result, where the run was held against a baseline.' })),
    since: Type.Optional(
      Type.Object(
        {
          time,
          exact: Type.Boolean({ description: 'False where what was recorded begins there: it holds at least since then.' }),
        },
        { description: 'Since when a failing result holds, from the history of AWS Config.' },
      ),
    ),
    source: Type.Optional(sourceLocationSchema),
  },
  {
    allOf: [
      { if: { properties: { status: { const: 'fail' } } }, then: { properties: { evidence: { type: 'array', minItems: 1 } } } },
      { if: { properties: { status: { const: 'unknown' } } }, then: { properties: { gaps: { type: 'array', minItems: 1 } } } },
    ],
  },
);

export interface Result extends Frozen<Static<typeof resultSchema>> {}

export const ruleSummarySchema = Type.Object({
  id: text,
  title: Type.String({ description: 'States the good condition.' }),
  why: text,
  severity: oneOf(severities),
  invariants: list(text),
  references: list(text),
  helpUri: Type.String({ description: 'Page about the rule; may be empty.' }),
  pass: count,
  fail: Type.Integer({ minimum: 0, description: 'Without the waived ones.' }),
  unknown: count,
  notApplicable: count,
  waived: Type.Optional(Type.Integer({ minimum: 1, description: 'Left out for none.' })),
});

export interface RuleSummary extends Frozen<Static<typeof ruleSummarySchema>> {}

export const countsSchema = Type.Object({
  pass: count,
  fail: Type.Integer({ minimum: 0, description: 'Without the waived ones.' }),
  unknown: count,
  notApplicable: count,
  waived: count,
  failBySeverity: Type.Object({ critical: count, high: count, medium: count, low: count }),
  lowered: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Of `fail`, those that count less because they stand outside production; left out for none.' }),
  ),
});

export interface Counts extends Frozen<Static<typeof countsSchema>> {}

/** By what a service was noticed. */
export const seenBy = ['engine', 'network-interface', 'tag', 'vpc-endpoint'] as const;
export type SeenBy = (typeof seenBy)[number];

export const seenSchema = Type.Object(
  {
    service: nullable(text, { description: 'Such as `EKS`; null for an account and region of which not everything could be seen.' }),
    account: text,
    region: text,
    count: nullable(Type.Integer({ minimum: 1 }), {
      description: 'Clusters, functions or file systems, as far as their names are told; else network interfaces. Null without a service.',
    }),
    examples: Type.Array(text, { maxItems: 3, description: 'The first names, else ids of network interfaces.' }),
    how: Type.Array(oneOf(seenBy), { description: 'By what it was noticed.' }),
    gap: nullable(gapSchema, { description: 'Why not everything could be seen.' }),
  },
  { description: 'Something that stands in the account and that no rule speaks of.' },
);

/** Something that stands in the account and that no rule speaks of. */
export interface Seen extends Frozen<Static<typeof seenSchema>> {}

export const runInfoSchema = Type.Object(
  {
    source: text,
    startedAt: time,
    finishedAt: time,
    accounts: list(text),
    accountNames: Type.Optional(Type.Record(Type.String(), text, { description: 'What the configuration calls accounts, by id.' })),
    regions: list(text),
    judged: Type.Optional(
      Type.Object(
        { accounts: list(text), regions: list(text) },
        { description: 'Where results can stand, where flags left some of it out; what lives in no region stands in `global`.' },
      ),
    ),
    ruleset: oneOf(rulesets),
  },
  { description: 'The one part that differs between two runs over the same input.' },
);

export interface RunInfo extends Frozen<Static<typeof runInfoSchema>> {}

export const exitSchema = Type.Object({
  code: Type.Unsafe<ExitCode>({ type: 'integer', enum: exitCodes }),
  reason: Type.String({ description: 'One sentence.' }),
});

export interface Exit extends Frozen<Static<typeof exitSchema>> {}

export const reportHeaderSchema = Type.Object({
  schema: Type.Literal(reportSchemaId),
  tool: Type.Object({ name: text, version: text }),
  run: runInfoSchema,
  exit: exitSchema,
  counts: countsSchema,
  rules: list(ruleSummarySchema),
  coverage: list(coverageEntrySchema),
  workloads: list(workloadSchema),
  networks: Type.Optional(
    Type.Array(networkSchema, { description: 'VPCs in which workloads stand, for a picture; no verdict rests on them.' }),
  ),
  seen: Type.Optional(
    Type.Array(seenSchema, {
      description: 'What was seen and not judged, by account, region and service: silence about it is no approval.',
    }),
  ),
  waivers: Type.Optional(Type.Array(waiverSummarySchema, { description: 'In the order of the configuration; only where it has some.' })),
  baseline: Type.Optional(baselineSummarySchema),
});

/** Everything but the results, which may be too many to hold at once. */
export interface ReportHeader extends Frozen<Static<typeof reportHeaderSchema>> {}

/**
 * A judged account. `results` can be iterated any number of times and yields the same results in the
 * same order: by severity (worst first), rule id and resource id.
 */
export interface Report extends ReportHeader {
  readonly results: Iterable<Result>;
}
