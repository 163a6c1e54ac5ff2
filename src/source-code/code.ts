/** A piece of a file: lines and columns from 1, columns in UTF-16 units; the end is the first place that is no longer meant. */
export interface Span {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** An attribute, a nested block or a property, as it is written. */
export interface Setting {
  /** All of an attribute; of a block the line it begins with. */
  readonly span: Span;
  /** The value, where it is a plain string. */
  readonly literal: string | null;
  readonly settings: Settings;
}

/** By name. A name may be written more than once, as nested blocks are. */
export type Settings = ReadonlyMap<string, readonly Setting[]>;

/** A block of Terraform, or a resource of a CloudFormation template. */
export interface Block {
  /** `resource` or `module`; of CloudFormation the type, such as `AWS::RDS::DBInstance`. */
  readonly type: string;
  /** Type and name, or the name; of CloudFormation the logical id. */
  readonly labels: readonly string[];
  readonly header: Span;
  readonly settings: Settings;
}

/** Something that could not be read. */
export interface Problem {
  readonly line: number;
  readonly what: string;
}

export interface Code {
  readonly blocks: readonly Block[];
  readonly problems: readonly Problem[];
}

/** A file of a tree, and what is written in it. */
export interface CodeFile extends Code {
  /** Relative to the root of the repository, with slashes; of a link what it leads to. */
  readonly path: string;
  /** The folder whose code it is part of: that of the link. */
  readonly folder: string;
}

/** Settings while they are gathered. */
export class SettingsDraft extends Map<string, readonly Setting[]> {
  add(name: string, setting: Setting): void {
    this.set(name, [...(this.get(name) ?? []), setting]);
  }
}

/** The one setting at a path; null where it is not written, or more than once, so that nobody could say which one is meant. */
export function settingAt(settings: Settings, path: readonly string[]): Setting | null {
  const [name, ...rest] = path;
  if (name === undefined) return null;
  const found = settings.get(name) ?? [];
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  return rest.length === 0 ? only : settingAt(only.settings, rest);
}
