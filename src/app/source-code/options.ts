import { InputError } from '../../model/input-error.ts';

export interface SourceOptions {
  /** Folder of the code. */
  readonly source: string;
  /** States and plans; each is known by what it holds. */
  readonly documents: readonly string[];
}

/** @throws InputError where states or plans are given without the code they are of */
export function sourceOptions(source: string | undefined, states: readonly string[], plans: readonly string[]): SourceOptions | null {
  const documents = [...new Set([...states, ...plans])];
  if (source !== undefined) return { source, documents };
  if (documents.length === 0) return null;
  throw new InputError('--tf-state and --tf-plan say which code made a resource; name the folder of that code with --source DIR');
}
