import type { Ruleset, Severity } from '../model/report.ts';
import type { TagPair } from './option-values.ts';

/** Flags as the command line gives them; absent ones are undefined. */
export interface SelectionFlags {
  readonly ruleset?: Ruleset;
  readonly rules: readonly string[];
  readonly skip: readonly string[];
  readonly config?: string;
}

export interface LiveFlags {
  readonly profile?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly region: readonly string[];
  readonly timeout?: number;
  readonly quiet?: boolean;
}

export interface AccountsFlags {
  readonly accounts: readonly string[];
  readonly orgRole?: string;
  readonly resume?: string;
}

export interface ScanFlags extends SelectionFlags, LiveFlags, AccountsFlags {
  readonly account: readonly string[];
  readonly onlyRegion: readonly string[];
  readonly demo?: boolean;
  readonly from?: string;
  readonly since?: boolean;
  readonly saveSnapshot?: string;
  readonly workload: readonly string[];
  readonly tag: readonly TagPair[];
  readonly failOn: Severity | 'never';
  readonly requireComplete?: boolean;
  readonly allowEmpty?: boolean;
  readonly baseline?: string;
  readonly failOnNew?: boolean;
  /** False with `--no-waivers`. */
  readonly waivers: boolean;
  /** Milliseconds since 1970. */
  readonly asOf?: number;
  readonly format: readonly string[];
  readonly output?: string;
  readonly severity?: Severity;
  readonly source?: string;
  readonly tfState: readonly string[];
  readonly tfPlan: readonly string[];
  readonly sarifAnchor?: string;
  readonly redact?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

export interface SnapshotFlags extends SelectionFlags, LiveFlags, AccountsFlags {
  readonly output: string;
}

export interface DriftFlags extends SelectionFlags, LiveFlags {
  readonly failOn: Severity | 'never';
  readonly requireComplete?: boolean;
  readonly allowEmpty?: boolean;
  readonly waivers: boolean;
  /** Milliseconds since 1970. */
  readonly asOf?: number;
  readonly format: readonly string[];
  readonly output?: string;
  readonly verbose?: boolean;
  readonly color: boolean;
}

export interface PermissionsFlags extends SelectionFlags, LiveFlags {
  readonly check?: boolean;
  readonly format?: 'text' | 'json';
}

export interface WaiveFlags {
  readonly reason: string;
  readonly owner: string;
  /** Day, YYYY-MM-DD. */
  readonly expires: string;
  readonly ticket?: string;
  readonly from?: string;
  readonly demo?: boolean;
  readonly config?: string;
}

export interface InitFlags {
  readonly force?: boolean;
  readonly ci?: 'github' | 'gitlab';
}
