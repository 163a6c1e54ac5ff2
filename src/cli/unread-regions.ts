import type { SnapshotHeader } from '../model/snapshot.ts';

/** What the closing line adds where enabled regions were not read, or nobody could say. */
export function unreadRegions({ unreadRegions: unread }: SnapshotHeader, isLive: boolean): string {
  if (unread === null) return isLive ? '; which other regions are enabled could not be asked' : '';
  if (unread.length === 0) return '';
  const [what, them] = unread.length === 1 ? ['region was', 'it'] : ['regions were', 'them'];
  return `; ${unread.length} enabled ${what} not read${isLive ? ` (--region all reads ${them})` : ''}`;
}
