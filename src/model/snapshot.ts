import type { CoverageEntry } from './coverage.ts';
import type { Gap } from './gap.ts';

export const snapshotSchemaId = 'ha-audit/snapshot@1';

/** A resource as it was read: what is known, and why the rest is not. */
export interface NodeRecord {
  readonly kind: string;
  /** The ARN. */
  readonly id: string;
  /** What other nodes call this one: short id, name or ARN. */
  readonly key: string;
  /** The service's own name; null where the resource has only an id. */
  readonly name: string | null;
  readonly account: string;
  readonly region: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Keys of other nodes, by relation. */
  readonly relations: Readonly<Record<string, string | readonly string[] | null>>;
  /** Facts and relations that are not known, and why. A name found neither here nor above was not collected. */
  readonly gaps: Readonly<Record<string, Gap>>;
}

export interface SnapshotHeader {
  readonly schema: typeof snapshotSchemaId;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601; facts are judged at this time. */
  readonly finishedAt: string;
  readonly partition: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Regions that are enabled and were not read; null where that could not be asked. */
  readonly unreadRegions: readonly string[] | null;
  readonly coverage: readonly CoverageEntry[];
  /** Number of nodes that follow. */
  readonly nodes: number;
}

export interface Snapshot {
  readonly header: SnapshotHeader;
  /** Sorted by kind and id. */
  readonly nodes: readonly NodeRecord[];
}
