import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../../src/app/audit/security-hub.ts';
import type { Report, Result } from '../../../src/model/report.ts';
import { gap, passing, report, streamed, unknown } from '../../kit/report-builder.ts';
import { everyDatabase, oneNat, orders, rules, singleAz } from '../../kit/report-parts.ts';

const broken = singleAz(orders, 'ha-web');
const mended = passing({ rule: broken.rule, resource: orders });
const unlisted = unknown({ rule: broken.rule, resource: everyDatabase, gaps: [gap()] });

/** Judged on a day of November. */
function on(day: number, ...results: readonly Result[]): Report {
  const judged = report({ rules, results, exit: { code: 0, reason: '' } });
  return streamed({ ...judged, run: { ...judged.run, finishedAt: `2026-11-${day}T05:00:00.000Z` } });
}

const stamps = (findings: readonly { CreatedAt: string; UpdatedAt: string; RecordState: string }[]) =>
  findings.map(({ CreatedAt, UpdatedAt, RecordState }) => [CreatedAt.slice(8, 10), UpdatedAt.slice(8, 10), RecordState]);

describe('what Security Hub is told', () => {
  const { active: first } = findingsOf(on(10, broken), []);

  it('is what fails, and nothing of what passes and never failed', () => {
    expect(stamps(first)).toEqual([['10', '10', 'ACTIVE']]);
    expect(first[0]?.Compliance.Status).toBe('FAILED');
    expect(findingsOf(on(10, mended), [])).toEqual({ active: [], held: [], closed: [] });
  });

  it('keeps the day of the first import', () => {
    expect(stamps(findingsOf(on(11, broken), first).active)).toEqual([['10', '11', 'ACTIVE']]);
  });

  it('is that what passes now is done with', () => {
    const { active, closed } = findingsOf(on(12, mended), first);
    expect(active).toEqual([]);
    expect(stamps(closed)).toEqual([['10', '12', 'ARCHIVED']]);
    expect(closed[0]?.Compliance.Status).toBe('PASSED');
  });

  it('is that what is gone is done with, without a word that it passes', () => {
    const { closed } = findingsOf(on(12, oneNat), first);
    expect(stamps(closed)).toEqual([['10', '12', 'ARCHIVED']]);
    expect(closed[0]?.Compliance.Status).toBe('FAILED');
  });

  it('is nothing of what could not be listed: whether it is gone, nobody knows', () => {
    const { active, held, closed } = findingsOf(on(12, unlisted), first);
    expect(held).toEqual(first);
    expect(closed).toEqual([]);
    expect(active.map(({ Compliance }) => Compliance.Status)).toEqual(['NOT_AVAILABLE']);
  });

  it('is that the listing can be read again', () => {
    const { active, held } = findingsOf(on(12, unlisted), first);
    const { active: again, closed } = findingsOf(on(13, broken), [...active, ...held]);
    expect(stamps(again)).toEqual([['10', '13', 'ACTIVE']]);
    expect(stamps(closed)).toEqual([['12', '13', 'ARCHIVED']]);
  });

  it('is of an accepted risk a warning, and of what is unknown that it is not available', () => {
    const { active } = findingsOf(on(10, oneNat, unknown({ rule: broken.rule, resource: orders, gaps: [gap()] })), []);
    expect(active.map(({ Compliance }) => Compliance.Status).sort()).toEqual(['NOT_AVAILABLE', 'WARNING']);
  });

  it('is nothing that Security Hub would refuse a batch for', () => {
    const elsewhere = { ...broken, resource: { ...orders, account: 'unknown' } };
    expect(findingsOf(on(10, elsewhere), []).active).toEqual([]);
  });
});
