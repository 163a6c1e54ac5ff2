import type { DriftReport } from '../../model/drift-report.ts';
import type { OutputOptions } from '../define.ts';

/** What differs between two snapshots as text, in chunks: the same bytes for the same report. */
export type RenderDrift = (report: DriftReport, options: Pick<OutputOptions, 'color' | 'width' | 'verbose'>) => Iterable<string>;

const loaders = {
  table: async () => (await import('./table.ts')).driftTable,
  json: async () => (await import('./json.ts')).driftJson,
  markdown: async () => (await import('./markdown.ts')).driftMarkdown,
  html: async () => (await import('./html.ts')).driftHtml,
} as const;

export type DriftFormat = keyof typeof loaders;

export function isDriftFormat(name: string): name is DriftFormat {
  return Object.hasOwn(loaders, name);
}

export const driftFormats: readonly DriftFormat[] = Object.keys(loaders).filter(isDriftFormat);

/** Loads the code of one format, and of no other. */
export function loadDriftOutput(format: DriftFormat): Promise<RenderDrift> {
  return loaders[format]();
}
