import { type DriftReport, driftSchemaId, flips, type VerdictFlip } from '../../src/model/drift-report.ts';
import { account, region } from './report-builder.ts';

export function flip(overrides: Partial<VerdictFlip> = {}): VerdictFlip {
  return {
    id: 'f1',
    flip: 'broken',
    rule: 'rds.instance-multi-az',
    title: 'Database instances keep a standby in a second zone',
    severity: 'critical',
    resource: { id: `arn:aws:rds:${region}:${account}:db:orders-db`, kind: 'rds.instance', name: 'orders-db', account, region },
    workloads: [],
    before: 'pass',
    after: 'fail',
    message: 'multiAz is false, expected true',
    evidence: [],
    gaps: [],
    waived: false,
    cause: { proof: 'unexplained', changes: [] },
    ...overrides,
  };
}

export function drift(flipped: readonly VerdictFlip[], changes: DriftReport['changes'] = []): DriftReport {
  const side = { source: '', version: '0.1.0', startedAt: '', accounts: [account], regions: [region], resources: 1 };
  const verdicts = { pass: 1, fail: 0, unknown: 0 };
  const countOf = (name: VerdictFlip['flip']) => flipped.filter((each) => each.flip === name).length;
  const [broken, newFailing, evidenceLost, newUnknown, newlySeen, repaired, gone] = flips.map(countOf);
  return {
    schema: driftSchemaId,
    tool: { name: 'ha-audit', version: '0.1.0' },
    ruleset: 'standard',
    before: { ...side, verdicts, finishedAt: '2026-11-20T05:00:00.000Z' },
    after: { ...side, verdicts, finishedAt: '2026-11-21T05:00:00.000Z' },
    exit: { code: 1, reason: '' },
    counts: {
      broken: broken ?? 0,
      'new-failing': newFailing ?? 0,
      'evidence-lost': evidenceLost ?? 0,
      'new-unknown': newUnknown ?? 0,
      'newly-seen': newlySeen ?? 0,
      repaired: repaired ?? 0,
      gone: gone ?? 0,
      changed: changes.length,
      added: 0,
      removed: 0,
      noise: 0,
      matched: 1,
      matchedByIdentity: 0,
    },
    flips: flipped,
    changes,
    fleets: [],
    noise: [],
    coverage: [],
    ambiguous: [],
    untried: 0,
  };
}
