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

export interface ScanFlags extends SelectionFlags, LiveFlags {
  readonly demo?: boolean;
  readonly from?: string;
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
  readonly sarifAnchor?: string;
  readonly verbose?: boolean;
  readonly color: boolean;
}

export interface SnapshotFlags extends SelectionFlags, LiveFlags {
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
