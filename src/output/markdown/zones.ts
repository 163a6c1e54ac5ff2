import type { Workload } from '../../model/report.ts';
import { plainText } from '../plain-text.ts';
import { shortened } from '../wrap.ts';
import { code, prose } from './escape.ts';

const listedWorkloads = 20;
const tiers = ['load-balancer', 'app', 'data'] as const;
const tierTitles = { 'load-balancer': 'Load balancers', app: 'Application', data: 'Data' } as const;

/** A table for each workload: tiers by zones, so that a zone without anything is seen. */
export function zonesBlock(workloads: readonly Workload[]): string {
  const isOfMany = new Set(workloads.map(({ account }) => account)).size > 1;
  const tables = workloads.slice(0, listedWorkloads).flatMap((workload) => zoneTable(workload, isOfMany) ?? []);
  if (tables.length === 0) return '';
  const more = workloads.length > listedWorkloads ? `\nAnd ${workloads.length - listedWorkloads} further workloads.\n` : '';
  return `\n<details><summary><strong>Zones of the workloads</strong></summary>\n${tables.join('')}${more}\n</details>\n`;
}

const nowhere: Pick<Workload['placement'][number], 'zones' | 'isPartial'> = { zones: [] };

/** Null where no place is known. */
function zoneTable({ name, environment, account, region, tiers: members, placement }: Workload, isOfMany: boolean): string | null {
  const placements = new Map(placement.map((each) => [each.resource, each]));
  const zones = [...new Set(placement.flatMap(({ zones }) => zones))].sort();
  if (zones.length === 0) return null;
  const rows = tiers
    .filter((tier) => members[tier].length > 0)
    .map((tier) => {
      const placed = members[tier].map((resource) => placements.get(resource) ?? nowhere);
      const counts = [
        ...zones.map((zone) => placed.filter((own) => own.zones.includes(zone)).length),
        placed.filter((own) => own.zones.length === 0 || own.isPartial === true).length,
      ];
      return `| ${[tierTitles[tier], ...counts.map((count) => (count === 0 ? '-' : String(count)))].join(' | ')} |\n`;
    });
  const where = [...(environment === null ? [] : [environment]), ...(isOfMany ? [account] : []), region]
    .map((text) => prose(text))
    .join(', ');
  const head = `| Tier | ${[...zones.map(code), 'zone unknown'].join(' | ')} |\n| --- |${' ---: |'.repeat(zones.length + 1)}\n`;
  return `\n**${prose(shortened(plainText(name), 120))}** (${where}):\n\n${head}${rows.join('')}`;
}
