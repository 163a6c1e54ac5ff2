import type { ObjectStore } from '../../aws/destinations/object-store.ts';
import { importFindings, type ImportedFinding } from '../../aws/destinations/security-hub.ts';
import type { Report } from '../../model/report.ts';
import { Type } from '../../model/type.ts';
import { validator } from '../../model/validation/validator.ts';
import type { AsffFinding } from '../../output/asff/fields.ts';
import { asffFindingOf, isImportable } from '../../output/asff/finding.ts';
import { keptList, parseKeptList } from './kept-list.ts';
import { stateKey } from './keys.ts';
import type { TimeGuard } from './time-guard.ts';

/**
 * Brings Security Hub up to date: what fails or is unknown is imported, and what was imported before and passes now or is gone is
 * archived. Findings keep the time at which they were first imported.
 *
 * @returns what went wrong, a sentence each; one region that takes nothing keeps no other from hearing
 * @throws DestinationError where what was imported before cannot be read or kept
 */
export async function updateSecurityHub(report: Report, account: string, store: ObjectStore, guard: TimeGuard): Promise<readonly string[]> {
  const key = stateKey(account, 'security-hub.json.gz');
  const earlier = parseKeptList(await store.get(key, guard.forWork('reading what Security Hub knows')), (value) => kept.accepts(value));
  const { active, held, closed } = findingsOf(report, earlier ?? []);
  const { problems, missed } = await imported([...active, ...closed], guard);
  // Kept after the import: what a run that failed half-way has sent is sent again. What is archived here and not there must not be forgotten.
  await store.put(key, keptList([...active, ...held, ...closed.filter((finding) => missed.has(finding))]), {
    contentType: 'application/gzip',
    signal: guard.forWork('keeping what Security Hub knows'),
  });
  if (earlier !== null) return problems;
  return [
    `what Security Hub knew cannot be read (${key}): findings that are gone by now stay active there until somebody archives them`,
    ...problems,
  ];
}

async function imported(
  findings: readonly AsffFinding[],
  guard: TimeGuard,
): Promise<{ readonly problems: readonly string[]; readonly missed: ReadonlySet<AsffFinding> }> {
  const problems: string[] = [];
  const missed = new Set<AsffFinding>();
  const regions = new Set(findings.map(regionOf));
  for (const region of regions) {
    const some = findings.filter((finding) => regionOf(finding) === region);
    try {
      const refused = await importFindings(region, some.map(importedOf), guard.forWork('importing findings into Security Hub'));
      const ids = new Set(refused.map(({ id }) => id));
      for (const finding of some) if (ids.has(finding.Id)) missed.add(finding);
      const [first] = refused;
      if (first !== undefined)
        problems.push(
          `Security Hub of ${region} refused ${refused.length} of ${some.length} findings, such as ${first.id}: ${first.reason}`,
        );
    } catch (error) {
      for (const finding of some) missed.add(finding);
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { problems, missed };
}

/** Security Hub takes findings of a region in that region only. */
function regionOf({ ProductArn }: AsffFinding): string {
  return ProductArn.split(':')[3] ?? '';
}

interface Findings {
  readonly active: readonly AsffFinding[];
  /** Of resources that could not be listed this time: nobody knows whether they are gone, and they stay as they are. */
  readonly held: readonly AsffFinding[];
  readonly closed: readonly AsffFinding[];
}

/**
 * Exported for its test.
 *
 * @param earlier As they were imported before.
 */
export function findingsOf(report: Report, earlier: readonly AsffFinding[]): Findings {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const [homeRegion = ''] = [...report.run.regions].sort();
  const observedAt = report.run.finishedAt;
  const [active, passed]: [AsffFinding[], AsffFinding[]] = [[], []];
  const unseen = new Map(earlier.map((finding) => [finding.Id, finding]));
  const unlisted = new Set<string>();
  for (const result of report.results) {
    const found = asffFindingOf(result, { tool: report.tool, rule: rules.get(result.rule), observedAt, homeRegion });
    if (result.resource.name === null) unlisted.add(placeOf(found));
    if (!isImportable(found)) continue;
    const known = unseen.get(found.Id);
    unseen.delete(found.Id);
    const finding = known === undefined ? found : { ...found, CreatedAt: known.CreatedAt };
    if (result.status !== 'pass') active.push(finding);
    else if (known !== undefined) passed.push(finding);
  }
  const isHeld = (finding: AsffFinding): boolean => unlisted.has(placeOf(finding));
  const closed = [...passed, ...[...unseen.values()].filter((finding) => !isHeld(finding))];
  return {
    active,
    held: [...unseen.values()].filter(isHeld),
    closed: closed.map((finding) => ({ ...finding, UpdatedAt: observedAt, RecordState: 'ARCHIVED' })),
  };
}

/** Account, region and rule. */
function placeOf({ Id }: AsffFinding): string {
  return Id.slice(0, Id.lastIndexOf('/'));
}

/** Written by an earlier run: of the fields, those are checked that what is read here depends on. */
const kept = validator(
  Type.Array(Type.Unsafe<AsffFinding>(Type.Object({ Id: Type.String(), CreatedAt: Type.String(), ProductArn: Type.String() }))),
);

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
