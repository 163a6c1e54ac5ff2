import type { SnapshotHeader } from '../model/snapshot.ts';

/** What the closing line adds where enabled regions were not read, or nobody could say. */
export function unreadRegions({ unreadRegions: unread, source }: SnapshotHeader): string {
  if (unread === null) return source === 'live' ? '; which other regions are enabled could not be asked' : '';
  if (unread.length === 0) return '';
  return `; ${unread.length} enabled ${unread.length === 1 ? 'region was' : 'regions were'} not read (--region all reads them)`;
}
