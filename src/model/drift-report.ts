import type { Static } from '@sinclair/typebox';
import { type Frozen, list, nullable, oneOf, text, time } from './declare.ts';
import { gapSchema } from './gap.ts';
import { evidenceSchema, exitSchema, type Json, resourceReferenceSchema } from './report.ts';
import { rulesets, severities } from './terms.ts';
import { Type } from './type.ts';

export const driftSchemaId = 'ha-audit/drift@1';

/**
 * What became of a verdict; worst first.
 *
 * - `broken`: it passed and fails
 * - `new-failing`: it fails on a resource that was not there, or to which the rule did not apply
 * - `evidence-lost`: it was known and is not any more
 * - `new-unknown`: it is unknown on a resource that was not there, or to which the rule did not apply
 * - `newly-seen`: it was unknown and is known
 * - `repaired`: it failed and passes
 * - `gone`: it failed, and the resource is gone or the rule no longer applies: nobody repaired anything
 */
export const flips = ['broken', 'new-failing', 'evidence-lost', 'new-unknown', 'newly-seen', 'repaired', 'gone'] as const;
export type Flip = (typeof flips)[number];

/** A verdict on one side; `unseen` where the resource is missing and not every one could be listed. */
export const driftStatuses = ['pass', 'fail', 'unknown', 'not-applicable', 'absent', 'unseen'] as const;
export type DriftStatus = (typeof driftStatuses)[number];

/**
 * How it is known what explains a flip.
 *
 * - `proven`: with any one of the changes put back, the verdict is what it was
 * - `together`: it is only with all of them put back
 * - `evidence`: the verdict rests on what changed; putting it back was not tried, or was not enough
 * - `replaced`: members of the group were replaced
 * - `existence`: the resource itself came or went
 * - `time`: nothing changed but the time at which it was judged
 * - `coverage`: not the account but what could be read of it
 * - `unexplained`: no change was found on which the verdict rests
 */
export const proofs = ['proven', 'together', 'evidence', 'replaced', 'existence', 'time', 'coverage', 'unexplained'] as const;
export type Proof = (typeof proofs)[number];

/**
 * What a change is: `config` and `tags` are drift. The others come about by themselves and are counted only; `implied` is what
 * follows from another change of the same resource.
 */
export const changeClasses = [
  'config',
  'tags',
  'implied',
  'runtime',
  'scaled',
  'failover',
  'service-managed',
  'generated',
  'replaced',
] as const;
export type ChangeClass = (typeof changeClasses)[number];

const count = Type.Integer({ minimum: 0 });
const json = (description: string) => Type.Unsafe<Json>({ description });
const ids = (description: string) => Type.Array(text, { description });

export const driftSideSchema = Type.Object({
  source: Type.String({ description: 'The file, or `live`.' }),
  version: Type.String({ description: 'Version of ha-audit that read it.' }),
  startedAt: time,
  finishedAt: time,
  accounts: list(text),
  regions: list(text),
  resources: Type.Integer({ minimum: 0, description: 'Of the kinds that the rules read.' }),
  verdicts: Type.Object({ pass: count, fail: count, unknown: count }),
});

const { id, kind, name, account, region } = resourceReferenceSchema.properties;
const subjectSchema = Type.Object({ id, kind, name, account, region });

export const changeSchema = Type.Object({
  id: Type.String({ description: 'The ARN, `#` and the fact; for a whole resource `#added` or `#removed`.' }),
  type: oneOf(['changed', 'added', 'removed'] as const),
  resource: subjectSchema,
  fact: nullable(text, { description: 'Fact or relation; null for a whole resource.' }),
  before: json('Of lists and maps only what differs; null for a whole resource.'),
  after: json('Of lists and maps only what differs; null for a whole resource.'),
  class: oneOf(changeClasses),
  attached: nullable(Type.Boolean(), { description: 'Of a whole resource: whether it is part of a workload, or tied to a part of one.' }),
  explains: ids('Flips that it explains.'),
});

/** One fact that differs, or a resource that came or went. */
export interface Change extends Frozen<Static<typeof changeSchema>> {}

export const verdictFlipSchema = Type.Object({
  id: Type.String({ description: 'Identity of the finding, as in the report of a scan.' }),
  flip: oneOf(flips),
  rule: text,
  title: text,
  severity: oneOf(severities),
  resource: subjectSchema,
  workloads: list(text),
  before: oneOf(driftStatuses),
  after: oneOf(driftStatuses),
  message: Type.String({ description: 'Of the side on which it fails or is not known, else of AFTER.' }),
  evidence: Type.Array(evidenceSchema),
  gaps: Type.Array(gapSchema),
  waived: Type.Boolean({ description: 'An accepted risk: it does not count for the exit status.' }),
  cause: Type.Object({ proof: oneOf(proofs), changes: ids('Ids of changes.') }),
});

/** A verdict that became another one. */
export interface VerdictFlip extends Frozen<Static<typeof verdictFlipSchema>> {}

const perZone = Type.Record(Type.String(), count, { description: 'Number of instances by zone.' });

export const fleetSchema = Type.Object({
  id: Type.String({ description: 'ARN of the Auto Scaling group.' }),
  name: text,
  before: perZone,
  after: perZone,
  replaced: Type.Integer({ minimum: 0, description: 'Instances that took the place of others.' }),
});

export const coverageChangeSchema = Type.Object({
  missingFrom: oneOf(['before', 'after'] as const),
  kind: nullable(text, { description: 'Null where a whole account and region was read on the other side only.' }),
  fact: nullable(text, { description: 'Null where resources could not be listed.' }),
  account: text,
  region: text,
  resources: Type.Integer({ minimum: 0, description: 'Resources that only the other side knows, or whose fact only it knows.' }),
  gap: nullable(gapSchema),
});

/** What one side knows and the other could not read. Never drift. */
export interface CoverageChange extends Frozen<Static<typeof coverageChangeSchema>> {}

export const ambiguousSchema = Type.Object({
  kind: text,
  identity: Type.String({ description: 'What they share and nothing else tells them apart by.' }),
  before: ids('ARNs.'),
  after: ids('ARNs.'),
});

export const noiseSchema = Type.Object({ class: oneOf(changeClasses), kind: text, fact: nullable(text), count });

export const driftReportSchema = Type.Object(
  {
    schema: Type.Literal(driftSchemaId),
    tool: Type.Object({ name: text, version: text }),
    ruleset: oneOf(rulesets),
    before: driftSideSchema,
    after: driftSideSchema,
    exit: exitSchema,
    counts: Type.Object({
      broken: count,
      'new-failing': count,
      'evidence-lost': count,
      'new-unknown': count,
      'newly-seen': count,
      repaired: count,
      gone: count,
      changed: Type.Integer({ minimum: 0, description: 'Facts and relations that differ and are drift.' }),
      added: count,
      removed: count,
      noise: Type.Integer({ minimum: 0, description: 'Differences that come about by themselves.' }),
      matched: Type.Integer({ minimum: 0, description: 'Resources that are on both sides.' }),
      matchedByIdentity: Type.Integer({ minimum: 0, description: 'Of them, those with another ARN: made anew under the same name.' }),
    }),
    flips: Type.Array(verdictFlipSchema, { description: 'By what became of the verdict, severity, rule and resource.' }),
    changes: Type.Array(changeSchema, { description: 'All drift, and what else explains a flip; by kind, resource and fact.' }),
    fleets: Type.Array(fleetSchema, { description: 'Auto Scaling groups whose instances are others.' }),
    noise: Type.Array(noiseSchema, { description: 'Differences that come about by themselves, counted.' }),
    coverage: Type.Array(coverageChangeSchema, { description: 'What one side knows and the other does not: never drift.' }),
    ambiguous: Type.Array(ambiguousSchema, { description: 'Resources that could not be told apart, and so were not matched.' }),
    untried: Type.Integer({ minimum: 0, description: 'Flips whose causes were not tried out, since it would have taken too long.' }),
  },
  { $schema: 'http://json-schema.org/draft-07/schema#', title: driftSchemaId, description: 'What differs between two snapshots.' },
);

/** What differs between two snapshots. */
export interface DriftReport extends Frozen<Static<typeof driftReportSchema>> {}
export type DriftSide = DriftReport['before'];
export type Fleet = DriftReport['fleets'][number];
export type Noise = DriftReport['noise'][number];
export type Ambiguous = DriftReport['ambiguous'][number];
export type Subject = Change['resource'];
