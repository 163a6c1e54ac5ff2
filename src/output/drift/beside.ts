import type { DriftReport } from '../../model/drift-report.ts';
import { counted, listed } from '../finding-text.ts';
import { causeText } from '../gap-text.ts';
import { plainText } from '../plain-text.ts';

// What stands beside the drift itself: replaced instances, what only one side knows, and what comes about by itself.

export function fleetLines({ fleets }: DriftReport): readonly string[] {
  const text = (zones: Readonly<Record<string, number>>) => {
    const total = Object.values(zones).reduce((sum, count) => sum + count, 0);
    const each = Object.entries(zones).map(([zone, count]) => `${plainText(zone)} ${count}`);
    return `${total}${each.length === 0 ? '' : ` (${each.join(', ')})`}`;
  };
  return fleets.map(({ name, before, after, replaced }) => {
    const change = JSON.stringify(before) === JSON.stringify(after) ? text(after) : `${text(before)} → ${text(after)}`;
    return `${plainText(name)}: ${change}, ${replaced} replaced`;
  });
}

export function coverageLines({ coverage }: DriftReport): readonly string[] {
  return coverage.map(({ missingFrom, kind, fact, account, region, resources, gap }) => {
    const side = missingFrom.toUpperCase();
    const place = `${plainText(account)} ${plainText(region)}`;
    if (kind === null) return `${place}: not read in ${side}; ${counted(resources, 'resource')} there not compared`;
    const what =
      fact === null
        ? `not every ${plainText(kind)} was listed`
        : `${plainText(fact)} of ${counted(resources, plainText(kind))} is not known`;
    const only = fact === null && resources > 0 ? `; ${resources} only seen in ${missingFrom === 'after' ? 'BEFORE' : 'AFTER'}` : '';
    return `${place}: in ${side} ${what}${only}${gap === null ? ', for the snapshot does not hold it' : `: ${causeText(gap.reason, gap.action)}`}`;
  });
}

export function ambiguousLines({ ambiguous }: DriftReport): readonly string[] {
  return ambiguous.map(
    ({ kind, before, after }) => `${plainText(kind)}: ${listed(before.map(plainText), 3)} against ${listed(after.map(plainText), 3)}`,
  );
}

export function noiseLines({ noise }: DriftReport, verbose: boolean): readonly string[] {
  const classes = [...new Set(noise.map((each) => each.class))];
  return classes.map((name) => {
    const of = noise.filter((each) => each.class === name);
    const texts = of.map(({ kind, fact, count }) => `${plainText(kind)}${fact === null ? '' : `.${plainText(fact)}`} ${count}`);
    return `${name}: ${listed(texts, verbose ? Number.POSITIVE_INFINITY : 4)}`;
  });
}
