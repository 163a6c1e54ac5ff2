import { describe, expect, it } from 'vitest';
import { AccountCounts } from '../../src/cli/counts.ts';
import { plainProgress } from '../../src/cli/progress.ts';
import { unreadRegions } from '../../src/cli/unread-regions.ts';
import { world } from '../kit/world.ts';

describe('progress', () => {
  it('is a line for the account and one for each region that is read', () => {
    const lines: string[] = [];
    const { onProgress } = plainProgress((line) => lines.push(line));
    const done = (region: string, kind: 'ec2.vpc' | 'ec2.subnet', items: number, gaps: number) =>
      onProgress({ step: 'done', account: '1', region, kind, items, status: 'complete', gaps });
    onProgress({ step: 'planned', account: '1', regions: ['eu-west-1', 'us-east-1'], kinds: 2 });
    onProgress({ step: 'started', account: '1', region: 'eu-west-1', kind: 'ec2.vpc' });
    onProgress({ step: 'page', account: '1', region: 'eu-west-1', kind: 'ec2.vpc', items: 3 });
    done('eu-west-1', 'ec2.vpc', 3, 0);
    done('us-east-1', 'ec2.vpc', 0, 0);
    done('eu-west-1', 'ec2.subnet', 4, 2);
    done('moon-1', 'ec2.subnet', 4, 2);
    expect(lines).toEqual([
      'reading account 1 in 2 regions: eu-west-1, us-east-1\n',
      'read eu-west-1: 2 of 2 kinds, 7 resources, 2 gaps\n',
    ]);
  });
});

describe('what became of several accounts', () => {
  const told = (...steps: readonly Parameters<AccountCounts['add']>[0][]) => {
    const counts = new AccountCounts();
    for (const step of [{ step: 'accounts', accounts: 3 } as const, ...steps]) counts.add(step);
    return counts.warnings;
  };
  const read = (detail: string | null = null) => ({ step: 'account', account: '1', outcome: 'read', detail }) as const;
  const kept = (readAt: string, isWhole = true) => ({ step: 'account', account: '2', outcome: 'kept', readAt, isWhole }) as const;

  it('is told where an earlier run read some, with its time and that calls had failed', () => {
    expect(told(read(), read(), read())).toEqual([]);
    expect(told(read(), kept('2026-11-21T06:14:00.000Z', false), kept('2026-11-20T23:00:00.000Z'))).toEqual([
      '3 accounts: 1 read, 2 from an earlier run (since 2026-11-20T23:00:00.000Z)',
      'of those from the earlier run, 1 had calls refused or failed, which were not tried again; a new folder for --resume tries them',
    ]);
  });

  it('is told where some could not be read, or not kept', () => {
    expect(told({ step: 'account', account: '3', outcome: 'failed', detail: 'The role cannot be used.' }, read('disk full'))).toEqual([
      'account 3: The role cannot be used.',
      '3 accounts: 1 read, 1 not read whole',
      'accounts read and not kept for the next run: 1 (disk full)',
    ]);
  });
});

describe('regions that were not read', () => {
  const told = (unread: readonly string[] | null, isLive = true) => unreadRegions({ ...world().header, unreadRegions: unread }, isLive);

  it('are counted', () => {
    expect(told([])).toBe('');
    expect(told(['a'])).toBe('; 1 enabled region was not read (--region all reads it)');
    expect(told(['a', 'b'])).toBe('; 2 enabled regions were not read (--region all reads them)');
    expect(told(['a', 'b'], false)).toBe('; 2 enabled regions were not read');
  });

  it('may be unknown', () => {
    expect(told(null)).toBe('; which other regions are enabled could not be asked');
    expect(told(null, false)).toBe('');
  });
});
