import type { RegionChoice } from '../aws/regions.ts';
import type { CoverageEntry } from '../model/coverage.ts';

/**
 * Coverage of what was not even asked for: every kind in the disabled regions, of which those that the user named
 * are a gap, and the list of regions itself where AWS refused it (kind `ec2.region`).
 */
export function regionCoverage(
  { namedDisabled, disabled, gap }: RegionChoice,
  kinds: readonly string[],
  account: string,
): readonly CoverageEntry[] {
  const entry = (kind: string, region: string) => ({ kind, account, region, status: 'disabled' as const, items: 0 });
  const refused =
    gap === null
      ? []
      : [
          {
            ...entry('ec2.region', gap.region),
            status: gap.reason === 'denied' ? ('denied' as const) : ('failed' as const),
            gaps: [gap],
            listed: false,
          },
        ];
  const detail = 'The region is disabled in this account.';
  return [
    ...refused,
    ...disabled.flatMap((region) => kinds.map((kind) => ({ ...entry(kind, region), gaps: [], listed: true }))),
    ...namedDisabled.flatMap((region) =>
      kinds.map((kind) => ({
        ...entry(kind, region),
        gaps: [{ reason: 'not-collected' as const, action: null, account, region, detail }],
        listed: false,
      })),
    ),
  ];
}

/** A kind that no collector reads. */
export function notCollected(kind: string, account: string, region: string): CoverageEntry {
  const gap = {
    reason: 'not-collected' as const,
    action: null,
    account,
    region,
    detail: `Nothing here reads ${kind} from a live account.`,
  };
  return { kind, account, region, status: 'not-collected', items: 0, gaps: [gap], listed: false };
}
