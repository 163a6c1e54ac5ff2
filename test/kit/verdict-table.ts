import type { Report, Result } from '../../src/model/report.ts';

/**
 * Every verdict of a report, a line each, for a reader to accept: status, rule, resource, and for an unknown its reasons and
 * actions. Resources that have only an id are told by their kind, and lines that are the same are counted.
 */
export function verdictTable({ results }: Pick<Report, 'results'>, isWanted: (result: Result) => boolean = () => true): string {
  const counts = new Map<string, number>();
  for (const result of results) {
    if (!isWanted(result)) continue;
    const line = lineOf(result);
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts]
    .map(([line, count]) => (count === 1 ? line : `${line}  x ${count}`))
    .sort()
    .map((line) => `${line}\n`)
    .join('');
}

function lineOf({ status, rule, resource, gaps }: Result): string {
  const name = resource.id.endsWith('/*') ? `every ${resource.kind}` : isId(resource.name) ? `an ${resource.kind}` : resource.name;
  const why = [...new Set(gaps.map(({ reason, action }) => (action === null ? reason : `${reason} ${action}`)))].sort();
  return [status.padEnd(7), rule.padEnd(50), name, ...(why.length === 0 ? [] : [`(${why.join(', ')})`])].join(' ');
}

function isId(name: string | null): boolean {
  return name === null || /^(?:[a-z]+-[0-9a-f]{8,}|[0-9a-f]{16})$/.test(name);
}
