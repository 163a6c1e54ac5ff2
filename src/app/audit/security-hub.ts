import { gunzipSync, gzipSync } from 'node:zlib';
import type { ObjectStore } from '../../aws/destinations/object-store.ts';
import { importFindings, type ImportedFinding } from '../../aws/destinations/security-hub.ts';
import type { Report } from '../../model/report.ts';
import { Type } from '../../model/type.ts';
import { validator } from '../../model/validation/validator.ts';
import type { AsffFinding } from '../../output/asff/fields.ts';
import { asffFindingOf, isImportable } from '../../output/asff/finding.ts';
import { stateKey } from './keys.ts';
import type { TimeGuard } from './time-guard.ts';

/**
 * Brings Security Hub up to date: what fails or is unknown is imported, and what was imported before and passes now or is gone is
 * archived. Findings keep the time at which they were first imported.
 *
 * @returns what Security Hub did not take, a sentence each
 * @throws DestinationError
 */
export async function updateSecurityHub(report: Report, account: string, store: ObjectStore, guard: TimeGuard): Promise<readonly string[]> {
  const key = stateKey(account, 'security-hub.json.gz');
  const stored = await store.get(key, guard.forWork('reading what Security Hub knows'));
  const earlier = new Map(stored === null ? [] : parseKept(stored.body).map((finding) => [finding.Id, finding]));
  const { active, closed } = findingsOf(report, earlier);
  const byRegion = new Map<string, AsffFinding[]>();
  for (const finding of [...active, ...closed]) {
    const region = finding.ProductArn.split(':')[3] ?? '';
    const findings = byRegion.get(region) ?? [];
    findings.push(finding);
    byRegion.set(region, findings);
  }
  const problems: string[] = [];
  for (const [region, findings] of byRegion) {
    const refused = await importFindings(region, findings.map(importedOf), guard.forWork('importing findings into Security Hub'));
    const [first] = refused;
    if (first !== undefined)
      problems.push(
        `Security Hub of ${region} refused ${String(refused.length)} of ${String(findings.length)} findings, such as ${first.id}: ${first.reason}`,
      );
  }
  // Kept after the import: findings of a run that failed half-way are imported again, never forgotten.
  await store.put(key, gzipSync(JSON.stringify(active)), {
    contentType: 'application/gzip',
    signal: guard.forWork('keeping what Security Hub knows'),
  });
  return problems;
}

/** Exported for its test. */
export function findingsOf(
  report: Report,
  earlier: ReadonlyMap<string, AsffFinding>,
): { readonly active: readonly AsffFinding[]; readonly closed: readonly AsffFinding[] } {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const [homeRegion = ''] = [...report.run.regions].sort();
  const observedAt = report.run.finishedAt;
  const active: AsffFinding[] = [];
  const closed = new Map(earlier);
  for (const result of report.results) {
    const found = asffFindingOf(result, { tool: report.tool, rule: rules.get(result.rule), observedAt, homeRegion });
    if (!isImportable(found)) continue;
    const known = closed.get(found.Id);
    const finding = known === undefined ? found : { ...found, CreatedAt: known.CreatedAt };
    if (result.status !== 'pass') {
      active.push(finding);
      closed.delete(found.Id);
    } else if (known !== undefined) closed.set(found.Id, finding);
  }
  return { active, closed: [...closed.values()].map((finding) => ({ ...finding, UpdatedAt: observedAt, RecordState: 'ARCHIVED' })) };
}

/** Written by an earlier run: of the fields, those are checked that what is read here depends on. */
const kept = validator(
  Type.Array(Type.Unsafe<AsffFinding>(Type.Object({ Id: Type.String(), CreatedAt: Type.String(), ProductArn: Type.String() }))),
);

function parseKept(body: Uint8Array): readonly AsffFinding[] {
  const value: unknown = JSON.parse(gunzipSync(body).toString());
  return kept.accepts(value) ? value : [];
}

/** Those that Security Hub takes; of others it learns by the ARN. */
const partitions = ['aws', 'aws-cn', 'aws-us-gov'] as const;

/** The SDK asks for lists that it could change. */
function importedOf({ Compliance, FindingProviderFields, Resources, ...finding }: AsffFinding): ImportedFinding {
  const { StatusReasons, RelatedRequirements, ...compliance } = Compliance;
  return {
    ...finding,
    FindingProviderFields: { ...FindingProviderFields, Types: [...FindingProviderFields.Types] },
    Compliance: {
      ...compliance,
      ...(StatusReasons === undefined ? {} : { StatusReasons: [...StatusReasons] }),
      ...(RelatedRequirements === undefined ? {} : { RelatedRequirements: [...RelatedRequirements] }),
    },
    Resources: Resources.map(({ Tags, Partition, ...resource }) => {
      const partition = partitions.find((each) => each === Partition);
      return {
        ...resource,
        ...(partition === undefined ? {} : { Partition: partition }),
        ...(Tags === undefined ? {} : { Tags: { ...Tags } }),
      };
    }),
  };
}
