import type { Output } from './define.ts';

const loaders = {
  table: () => import('./table.ts'),
  json: () => import('./json.ts'),
  ndjson: () => import('./ndjson.ts'),
  sarif: () => import('./sarif.ts'),
  junit: () => import('./junit.ts'),
  markdown: () => import('./markdown.ts'),
  summary: () => import('./summary.ts'),
  csv: () => import('./csv.ts'),
  gitlab: () => import('./gitlab.ts'),
  ocsf: () => import('./ocsf.ts'),
  asff: () => import('./asff.ts'),
  html: () => import('./html.ts'),
} as const;

export type Format = keyof typeof loaders;

export function isFormat(name: string): name is Format {
  return Object.hasOwn(loaders, name);
}

export const formats: readonly Format[] = Object.keys(loaders).filter(isFormat);

/** Loads the code of one format, and of no other. */
export async function loadOutput(format: Format): Promise<Output> {
  return (await loaders[format]()).default;
}
